#!/usr/bin/python3
"""Makes the binary test files of this folder (python3-openpyxl, python3-odf, gdal-bin).

They follow the layouts in which offices send tables; the figures are made up. Run only to
change them: the files themselves are committed.
"""
import os
import sqlite3
import subprocess
import zipfile
from datetime import date

from odf import table as odf_table
from odf import text as odf_text
from odf.namespaces import OFFICENS
from odf.opendocument import OpenDocumentSpreadsheet
from openpyxl import Workbook

os.chdir(os.path.dirname(os.path.abspath(__file__)))

def xlsx():
    """The Bundesagentur: title rows, merged headings, a star, footnotes, a second sheet."""
    book = Workbook()
    notes = book.active
    notes.title = "Hinweise"
    notes["A1"] = "Statistik der Bundesagentur für Arbeit (erfundene Zahlen)"
    sheet = book.create_sheet("Tabelle 1")
    sheet["A1"] = "Arbeitslose nach Gemeinden"
    sheet["A2"] = "Berichtsmonat"
    sheet["B2"] = date(2018, 12, 31)
    sheet["B2"].number_format = "mmmm yyyy"
    heads = [
        ("A4", "A5", "Schlüssel"),
        ("B4", "B5", "Gemeinde"),
        ("C4", "E4", "Arbeitslose"),
        ("F4", "F5", "Quote"),
        ("G4", "G5", "Stand"),
    ]
    for first, last, head in heads:
        sheet[first] = head
        sheet.merge_cells(f"{first}:{last}")
    sheet["C5"], sheet["D5"], sheet["E5"] = "insgesamt", "Männer", "Frauen"
    rows = [
        (7332002, "Bad Dürkheim, Stadt", 411, 220, 191, 0.0432, date(2018, 12, 31)),
        (7332024, "Grünstadt, Stadt", 302, "*", "*", 0.05, date(2018, 12, 31)),
        (7332025, "Haßloch", "1 234¹", 0, 12, 0.031, date(2018, 12, 31)),
    ]
    for r, row in enumerate(rows, start=6):
        for c, value in enumerate(row, start=1):
            sheet.cell(row=r, column=c, value=value)
        sheet.cell(row=r, column=1).number_format = "00000000"
        sheet.cell(row=r, column=4).number_format = '#,##0;-#,##0;"-"'
        sheet.cell(row=r, column=5).number_format = '"("0")"'
        sheet.cell(row=r, column=6).number_format = "0.0%"
        sheet.cell(row=r, column=7).number_format = "dd.mm.yyyy"
    sheet["A10"] = "* Zahlenwerte kleiner als 3 und Daten, aus denen sie errechnet werden können"
    sheet["A11"] = "1 vorläufig"
    book.save("ba_arbeitslose.xlsx")

def ods():
    """A sheet of a statistical office, with repeated cells and a merged heading."""
    doc = OpenDocumentSpreadsheet()
    sheet = odf_table.Table(name="Kinder")

    def cell(value, shown=None, kind=None, **more):
        if value is None:
            return odf_table.TableCell(**more)
        if kind == "date":
            made = odf_table.TableCell(valuetype="date", datevalue=value, **more)
        elif isinstance(value, (int, float)):
            made = odf_table.TableCell(valuetype=kind or "float", value=value, **more)
        else:
            made = odf_table.TableCell(valuetype="string", **more)
        made.addElement(odf_text.P(text=shown if shown is not None else str(value)))
        return made

    def row(*cells, **more):
        made = odf_table.TableRow(**more)
        for one in cells:
            made.addElement(one)
        sheet.addElement(made)

    row(cell("Kinder in Kindertagesbetreuung"), cell(None, numbercolumnsrepeated=1023))
    row(cell(None, numbercolumnsrepeated=1024))
    head = cell("Kinder", numbercolumnsspanned=2, numberrowsspanned=1)
    row(cell("AGS"), cell("Stichtag"), head, odf_table.CoveredTableCell(), cell("Quote"))
    row(cell(None), cell(None), cell("unter 3"), cell("3 bis unter 6"), cell(None))
    row(cell(7332002, "07332002"), cell("2018-03-01", "01.03.18", kind="date"),
        cell(150), cell(414, "(414)"), cell(0.357, "35,7 %", kind="percentage"))
    row(cell(7332024, "07332024"), cell("2018-03-01", "01.03.18", kind="date"),
        cell(0, "–"), cell(298, "298p"), cell(0.4, "40,0 %", kind="percentage"))
    row(cell(7332025, "07332025"), cell("2018-03-01", "01.03.18", kind="date"),
        cell("."), cell("x"), cell("/"))
    row(cell(None, numbercolumnsrepeated=1024), numberrowsrepeated=1048569)
    doc.spreadsheet.addElement(sheet)
    doc.save("kita.ods")
    assert OFFICENS

def gpkg():
    """A layer of a GeoPackage without geometry."""
    with open("layer.csv", "w", encoding="utf-8") as out:
        out.write("ags,name,plaetze,anteil\n")
        out.write('"07332002","Bad Dürkheim",426,12.5\n"07332025","Haßloch",,0.1\n')
    with open("layer.csvt", "w", encoding="utf-8") as out:
        out.write("String,String,Integer,Real\n")
    if os.path.exists("kita.gpkg"):
        os.remove("kita.gpkg")
    env = dict(os.environ, OGR_CURRENT_DATE="2018-12-31T00:00:00.000Z")
    subprocess.run(["ogr2ogr", "-f", "GPKG", "kita.gpkg", "layer.csv", "-nln", "plaetze"],
                   check=True, env=env)
    os.remove("layer.csv")
    os.remove("layer.csvt")

def genesis_zip():
    """A flat file as the Regionaldatenbank sends it: one file in a zip, BOM, LF."""
    head = ("statistics_code;statistics_label;time_code;time_label;time;1_variable_code;"
            "1_variable_label;1_variable_attribute_code;1_variable_attribute_label;"
            "2_variable_code;2_variable_label;2_variable_attribute_code;"
            "2_variable_attribute_label;value;value_unit;value_variable_code;"
            "value_variable_label;value_q\n")
    lines = []
    figures = [("07332002", "Bad Dürkheim, Stadt", 8701, 9775),
               ("07332024", "Grünstadt, Stadt", 6577, 6845),
               ("07332025", "Haßloch", 9922, 10404)]
    for key, name, men, women in figures:
        for code, label, value, quality in (("GESW", "weiblich", women, "p"),
                                            ("", "Insgesamt", men + women, ""),
                                            ("GESM", "männlich", men, "")):
            lines.append("12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;"
                         f"2018-12-31;GEMEIN;Gemeinden;{key};{name};GES;Geschlecht;{code};"
                         f"{label};{value};Anzahl;BEVSTD;Bevölkerungsstand;{quality}\n")
    lines.append("12411;Fortschreibung des Bevölkerungsstandes;STAG;Stichtag;2018-12-31;"
                 "GEMEIN;Gemeinden;07332011;Deidesheim-Nord;GES;Geschlecht;;Insgesamt;-;"
                 "Anzahl;BEVSTD;Bevölkerungsstand;\n")
    with zipfile.ZipFile("genesis_de_flat.zip", "w", zipfile.ZIP_DEFLATED) as out:
        info = zipfile.ZipInfo("12411-01-02-5_de_flat.csv", (2018, 12, 31, 0, 0, 0))
        out.writestr(info, "\ufeff" + head + "".join(lines), zipfile.ZIP_DEFLATED)

def genesis_table():
    """The older table: title, several header rows, a footer, windows-1252, CRLF."""
    text = """GENESIS-Tabelle: 12411-0015
Fortschreibung des Bevölkerungsstandes;;;;
Bevölkerung: Gemeinden, Stichtag, Geschlecht;;;;
Bevölkerung (Anzahl);;;;
;;;Geschlecht;Geschlecht;Geschlecht
Stichtag;Gemeinden;Gemeinden;männlich;weiblich;Insgesamt
31.12.2018;07332002;  Bad Dürkheim, Stadt;8701;9775;18476
31.12.2018;07332024;  Grünstadt, Stadt;6577;6845;13422
31.12.2018;07332025;  Haßloch;9922;10404;20326
__________
Aus Datenschutzgründen sind die Zahlen erfunden.;;;;
© Statistisches Bundesamt (Destatis);;;;
"""
    with open("genesis_tabelle.csv", "wb") as out:
        out.write(text.replace("\n", "\r\n").encode("windows-1252"))



def office():
    """An export of the office's own system: windows-1252, quoted, German dates."""
    text = """"Nr";"Gemeindeschlüssel";"Stichtag";"Plätze";"Beiträge in €";"Bemerkung"
"1";"07332002";"01.03.2018";"1.426";"12.345,50";"davon 20 ""integrativ"";
Umbau bis Herbst"
"2";"07332024";"01.03.2018";"298";"-";""
"3";"07332025";"01.03.2018";"512 p";"(9.800,00)";"geschätzt"
"""
    with open("jugendamt.csv", "wb") as out:
        out.write(text.replace("\n", "\r\n").encode("windows-1252"))


def rfc4180():
    """A machine's: UTF-8, comma, decimal point."""
    with open("rfc4180.csv", "wb") as out:
        out.write(b'ags,name,rate\r\n07332002,"D\xc3\xbcrkheim, Bad",12.5\r\n'
                  b'07332025,Ha\xc3\x9floch,0.125\r\n')


def database():
    """A table of an SQLite database."""
    if os.path.exists("plaetze.sqlite"):
        os.remove("plaetze.sqlite")
    base = sqlite3.connect("plaetze.sqlite")
    base.execute("CREATE TABLE plaetze (ags TEXT, plaetze INTEGER, anteil REAL)")
    base.executemany("INSERT INTO plaetze VALUES (?, ?, ?)",
                     [("07332002", 426, 12.5), ("07332025", None, 1.234)])
    base.commit()
    base.close()


xlsx()
ods()

gpkg()
genesis_zip()
genesis_table()
office()
rfc4180()
database()
