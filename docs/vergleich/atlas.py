# Every indicator by Gemeinde with a QGIS print layout, one page each: map, labels, title,
# legend, scale bar. python3 atlas.py output out-folder; prints pages and milliseconds a page
# after the start-up.
import csv
import os
import sys
import time
from collections import defaultdict

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsFeatureRequest, QgsField, QgsFillSymbol,
                       QgsGraduatedSymbolRenderer, QgsLayoutExporter, QgsLayoutItemLabel,
                       QgsLayoutItemLegend, QgsLayoutItemMap, QgsLayoutItemScaleBar,
                       QgsLayoutPoint, QgsLayoutSize, QgsPalLayerSettings, QgsPrintLayout,
                       QgsProject, QgsRendererRange, QgsTextFormat, QgsUnitTypes,
                       QgsVectorLayer, QgsVectorLayerSimpleLabeling)
from qgis.PyQt.QtCore import QVariant

folder, out = sys.argv[1:]
app = QgsApplication([], False)
app.initQgis()
db = folder + "/sozialraum.sqlite"
layer = lambda name: QgsVectorLayer(f"{db}|layername={name}", name, "ogr")
stored, regions = layer("gemeinde"), layer("region")
figures = defaultdict(dict)
for row in csv.DictReader(open(folder + "/tables/values.csv")):
    if row["level"] == "gemeinde" and row["value"]:
        figures[row["indicator"]].setdefault(row["period"], {})[row["area"]] = float(row["value"])

areas = stored.materialize(QgsFeatureRequest())
areas.dataProvider().addAttributes([QgsField("value", QVariant.Double)])
areas.updateFields()
at = areas.fields().indexOf("value")
codes = {f.id(): f["code"] for f in areas.getFeatures()}
settings = QgsPalLayerSettings()
settings.fieldName = "name"
text = QgsTextFormat()
text.setSize(8)
settings.setFormat(text)
areas.setLabeling(QgsVectorLayerSimpleLabeling(settings))
areas.setLabelsEnabled(True)
regions.renderer().setSymbol(QgsFillSymbol.createSimple(
    {"style": "no", "outline_color": "#1f2328", "outline_width": "0.6"}))
project = QgsProject.instance()
project.setCrs(stored.crs())
for one in (areas, regions):
    project.addMapLayer(one)
layout = QgsPrintLayout(project)
layout.initializeDefaults()
layout.pageCollection().page(0).setPageSize("A4", 0)
mm = QgsUnitTypes.LayoutMillimeters


def add(item, x, y, width=None, height=None):
    layout.addLayoutItem(item)
    item.attemptMove(QgsLayoutPoint(x, y, mm))
    if width:
        item.attemptResize(QgsLayoutSize(width, height, mm))
    return item


view = add(QgsLayoutItemMap(layout), 15, 35, 180, 225)
view.setLayers([regions, areas])
view.setExtent(stored.extent())
title = add(QgsLayoutItemLabel(layout), 15, 15, 180, 10)
key = add(QgsLayoutItemLegend(layout), 15, 40)
key.setLinkedMap(view)
bar = add(QgsLayoutItemScaleBar(layout), 15, 100)
bar.setLinkedMap(view)
bar.applyDefaultSize()
colours = ["#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404"]
fill = lambda colour: QgsFillSymbol.createSimple({"color": colour, "outline_color": "#8b9299"})
begin = time.monotonic()
pages = 0
for name, periods in sorted(figures.items()):
    values = periods[max(periods)]
    order = sorted(values.values())
    bounds = sorted({order[round(i / 5 * (len(order) - 1))] for i in range(6)})
    if len(bounds) < 3:
        continue
    areas.dataProvider().changeAttributeValues(
        {fid: {at: values.get(code)} for fid, code in codes.items()})
    areas.setRenderer(QgsGraduatedSymbolRenderer("value", [
        QgsRendererRange(low, high, fill(colour), f"{low} – {high}")
        for low, high, colour in zip(bounds, bounds[1:], colours)]))
    title.setText(name)
    view.refresh()
    QgsLayoutExporter(layout).exportToPdf(f"{out}/{name}.pdf", QgsLayoutExporter.PdfExportSettings())
    pages += 1
print(pages, round((time.monotonic() - begin) * 1000 / max(pages, 1), 1))
sys.stdout.flush()
os._exit(0)  # 3.22 crashes while it takes its own objects down
