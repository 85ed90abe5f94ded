"""``restride clinic serve``: the server, until it is stopped."""

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def serve(*, host: str, port: int, no_browser: bool) -> None:
    """Serve the clinic of RESTRIDE_HOME until Ctrl-C."""
    from restride.errors import OptionError
    from restride.web.configuration import read_home
    from restride.web.serving import Serving
    from restride.web.serving import serve as run
    from restride.web.setting_up import missing_steps, use_home

    home = read_home()
    use_home(home)
    missing = missing_steps()
    if missing:
        raise OptionError(
            f"The database must be of this version, and {len(missing)} steps are missing. Run: "
            "restride clinic upgrade"
        )
    # Its models are there only once Django has started.
    from restride.web.accounts.demo import refuse_mixed_demo

    refuse_mixed_demo()
    run(
        Serving(home=home, host=host, port=port, opens_browser=not no_browser),
        tell=click.echo,
    )
