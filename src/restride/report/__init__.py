"""A recording's analysis as a page that a therapist reads in a minute."""

from restride.report.document import report_html, require_report_packages, write_report

__all__ = ["report_html", "require_report_packages", "write_report"]
