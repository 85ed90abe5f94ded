"""A recording's analysis as a page that a therapist reads in a minute."""

from restride.report.document import report_html, write_report

__all__ = ["report_html", "write_report"]
