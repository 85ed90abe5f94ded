"""``restride clinic init``: a new clinic, its keys, its database, its first administrator."""

import click


@click.command()
@click.option("--name", required=True, help="The clinic's name.")
@click.option("--time-zone", default="UTC", show_default=True, help="Such as Europe/Berlin.")
@click.option("--administrator", required=True, metavar="E-MAIL", help="Who signs in first.")
@click.option("--database", metavar="ADDRESS", help="postgresql://user@host/name; else SQLite.")
def init(*, name: str, time_zone: str, administrator: str, database: str | None) -> None:
    """Make a clinic in the folder that RESTRIDE_HOME names."""
    from restride.plan.adherence.adherence import time_zone as zone_of
    from restride.web.configuration import home_path
    from restride.web.setting_up import bring_up_to_date, make_home, use_home

    zone_of(time_zone)
    home = make_home(home_path(), database=database)
    use_home(home)
    bring_up_to_date(tell=click.echo)
    from restride.records.founding import found_clinic

    password = found_clinic(name=name, time_zone=time_zone, administrator=administrator)
    click.echo(f"The clinic lies in {home.path}; only you can look in.")
    click.echo(f"Sign in as {administrator} with this password, and change it: {password}")
    click.echo("A second factor is asked for at the first sign-in. Start with:")
    click.echo("  restride clinic serve")
