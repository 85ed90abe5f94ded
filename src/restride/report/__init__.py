"""A recording's analysis as a page that a therapist reads in a minute."""

from restride.report.document import (
    protocol_report_html,
    report_html,
    require_report_packages,
    write_protocol_report,
    write_report,
)

__all__ = [
    "protocol_report_html",
    "report_html",
    "require_report_packages",
    "write_protocol_report",
    "write_report",
]
