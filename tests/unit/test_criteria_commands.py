"""What `alodia rules` prints and refuses."""

from typer.testing import CliRunner

from bot.cli import app
from criteria.showing import rules_table


def test_the_command_prints_the_table_of_the_rules():
    shown = CliRunner().invoke(app, ["rules"])

    assert shown.exit_code == 0
    assert shown.stdout.strip() == rules_table()


def test_a_wrong_day_is_refused_in_one_line():
    refused = CliRunner().invoke(app, ["rules", "--on", "yesterday"])

    assert refused.exit_code == 2
    assert "'yesterday' is not a day" in refused.output
