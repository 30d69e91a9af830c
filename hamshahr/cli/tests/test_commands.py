"""Commands explain themselves without loading Django, and report what became of each row."""

import subprocess
import sys

from typer.testing import CliRunner

from hamshahr.cli.main import app
from hamshahr.parties.models import Party, Region

RUN = CliRunner()


def test_help_does_not_load_django():
    script = (
        "import sys; from typer.testing import CliRunner; from hamshahr.cli.main import app;"
        "result = CliRunner().invoke(app, ['--help']); assert 'demo' in result.output, result.output;"
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_file_is_imported_and_each_refusal_is_printed(world, tmp_path):
    file = tmp_path / "cities.csv"
    file.write_text("city_id,name_en,country\nqom,Qom,IR\nlost,Lost,XX\n")

    result = RUN.invoke(app, ["import", "cities", str(file), "--by", world.sara.email])

    assert result.exit_code == 1
    assert "1 new, 1 refused" in result.output
    assert Party.objects.get(slug="qom").country == world.iran
    assert not Party.objects.filter(slug="lost").exists()


def test_a_dry_run_changes_nothing(world, tmp_path):
    file = tmp_path / "cities.csv"
    file.write_text("city_id,name_en,country\nqom,Qom,IR\n")

    result = RUN.invoke(app, ["import", "cities", str(file), "--dry-run"])

    assert (result.exit_code, "1 new" in result.output) == (0, True)
    assert not Party.objects.filter(slug="qom").exists()


def test_an_unknown_table_and_an_unknown_user_are_refused(world, tmp_path):
    file = tmp_path / "towns.csv"
    file.write_text("a\n1\n")

    assert RUN.invoke(app, ["import", "towns", str(file)]).exit_code == 1
    assert RUN.invoke(app, ["import", "cities", str(file), "--by", "nobody@example.org"]).exit_code == 1
    assert RUN.invoke(app, ["import", "cities", str(file), "--resume"]).exit_code == 1


def test_a_folder_is_brought_in_in_the_order_a_network_is_built(db, tmp_path):
    (tmp_path / "cities.csv").write_text("city_id,name_en,country\nqom,Qom,IR\n")
    (tmp_path / "countries.csv").write_text("iso2,iso3,name_en,association_region\nIR,IRN,Iran,asia\n")
    (tmp_path / "regions.csv").write_text("region_id,name_en\nasia,Asia\n")

    result = RUN.invoke(app, ["import-network", str(tmp_path)])

    assert result.exit_code == 0, result.output
    assert Region.objects.get().countries.get().parties.get().slug == "qom"
