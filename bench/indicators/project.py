#!/usr/bin/env python3
"""project.py SHAPEFILE FOLDER: a project of all Germany with made-up figures.

Four levels by key, 20 years, ten counts and one population; the same numbers each time.
"""
import csv
import math
import os
import random
import subprocess
import sys

LEVELS = {"gemeinde": "key", "verband": "ARS:9", "kreis": "ARS:5", "land": "ARS:2"}
COUNTS = "abcdefghij"
YEARS = range(2000, 2020)

shapefile, folder = sys.argv[1:]
for name in ("shapes/regions", "indicators/data"):
    os.makedirs(os.path.join(folder, name), exist_ok=True)


def write(path, text):
    with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
        file.write(text)


table = subprocess.run(
    ["ogr2ogr", "-f", "CSV", "/vsistdout/", shapefile, "-select", "AGS,ARS,GEN"],
    capture_output=True, text=True, check=True).stdout
areas = {row["AGS"]: row for row in csv.DictReader(table.splitlines())}

write("sozialraum.ini",
      "[project]\ntitle=Deutschland\neditor=Bench\nlanguage=de\nscheme=ganz\n\n[levels]\n"
      + "".join(f"{level}={made_by}\n" for level, made_by in LEVELS.items())
      + "".join(f"\n[level {level}]\ntitle={level}\nplural={level}\n" for level in LEVELS)
      + "\n[publish]\nlevels=gemeinde;kreis\n")
write("shapes/gemeinden.ini",
      f"[boundaries]\nfile={os.path.abspath(shapefile)}\nkey=AGS\nname=GEN\nars=ARS\n"
      "merge=true\nday=2021-01-01\nsource=VG5000\nlicence=dl-de/by-2-0\nattribution=BKG\n")
write("shapes/regions/ganz.ini", "[scheme]\ntitle=Ganz\nday=2021-01-01\nexample=false\n")
write("shapes/regions/ganz.csv",
      "key;name;vg_code;verbandsgemeinde;region_code;region\n"
      + "".join(f"{key};{areas[key]['GEN']};;;1;Alles\n" for key in sorted(areas)))
write("indicators/kapitel.ini", "[chapter bench]\ntitle=Bench\n")
for letter in COUNTS:
    write(f"indicators/i{letter}.ini",
          f"[indicator]\ntitle=Fälle {letter}\nchapter=bench\nnumerator=x{letter}\n"
          "denominator=people\nper=1000\nkind=rate\ninterval=byar\npolarity=burden\n"
          "unit=je 1 000\n\n[map]\nclasses=5\nmethod=natural\npalette=Blues\n")
names = [f"x{letter}" for letter in COUNTS] + ["people"]
write("indicators/data/figures.ini",
      "[dataset]\ntitle=Zahlen\nfile=figures.csv\nkind=table\nlevel=gemeinde\nkey=ags\n"
      "key_column=ags\nperiod_column=year\nday=2019-12-31\nsource=erfunden\n"
      "licence=CC0\nattribution=keine\nprotected=false\nsynthetic=true\n\n"
      "[format]\nencoding=UTF-8\ndelimiter=,\ndecimal=.\n"
      + "".join(f"\n[variable {name}]\ncolumn={name}\ntitle={name}\nunit=Personen\n"
                for name in names))
random.seed(1)
with open(os.path.join(folder, "indicators/data/figures.csv"), "w", encoding="utf-8") as file:
    file.write("ags,ars,year," + ",".join(names) + "\n")
    for key in sorted(areas):
        for year in YEARS:
            counts = [int(math.exp(4 * random.random())) for _ in COUNTS]
            people = int(100 + 100 * math.exp(6 * random.random()))
            file.write(f"{key},{areas[key]['ARS']},{year},"
                       + ",".join(map(str, counts)) + f",{people}\n")
