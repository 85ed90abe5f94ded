"""The demo clinic: invented people with histories made by the record's own actions."""
