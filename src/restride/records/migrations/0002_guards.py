"""Let the database itself refuse to change or delete the audit trail."""

from django.db import migrations

from restride.records.guards import install_in_migration, remove_in_migration


class Migration(migrations.Migration):
    """Installs the guards."""

    dependencies = [("records", "0001_record")]
    operations = [migrations.RunPython(install_in_migration, remove_in_migration)]
