# The map of settlement share with QGIS 3.22: graduated classes, labels by its engine, a
# print layout with title, legend and scale bar. python3 karte.py output out.pdf
import csv
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsFeatureRequest, QgsFillSymbol,
                       QgsGraduatedSymbolRenderer,
                       QgsLayoutExporter, QgsLayoutItemLabel, QgsLayoutItemLegend,
                       QgsLayoutItemMap, QgsLayoutItemScaleBar, QgsLayoutPoint,
                       QgsLayoutSize, QgsPalLayerSettings, QgsPrintLayout, QgsProject,
                       QgsRenderContext, QgsRendererRange, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes,
                       QgsVectorLayer, QgsVectorLayerSimpleLabeling, QgsField)
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QFont

folder, out = sys.argv[1:]
app = QgsApplication([], False)
app.initQgis()
db = folder + "/sozialraum.sqlite"
layer = lambda name: QgsVectorLayer(f"{db}|layername={name}", name, "ogr")
stored, regions, county = layer("gemeinde"), layer("region"), layer("kreis")
values = {row["area"]: float(row["value"]) for row in csv.DictReader(open(folder + "/tables/values.csv"))
          if row["indicator"] == "siedlungsanteil" and row["level"] == "gemeinde" and row["value"]}
areas = stored.materialize(QgsFeatureRequest())
areas.dataProvider().addAttributes([QgsField("value", QVariant.Double)])
areas.updateFields()
at = areas.fields().indexOf("value")
areas.dataProvider().changeAttributeValues(
    {f.id(): {at: values.get(f["code"])} for f in areas.getFeatures()})

bounds = [0, 11, 15, 20, 28, 33]
words = ["unter 11", "11 bis unter 15", "15 bis unter 20", "20 bis unter 28", "28 und mehr"]
colours = ["#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404"]
fill = lambda colour: QgsFillSymbol.createSimple({"color": colour, "outline_color": "#8b9299", "outline_width": "0.2"})
areas.setRenderer(QgsGraduatedSymbolRenderer("value", [
    QgsRendererRange(low, high, fill(colour), label)
    for low, high, colour, label in zip(bounds, bounds[1:], colours, words)]))
for one, width in ((regions, "0.6"), (county, "0.9")):
    one.renderer().setSymbol(QgsFillSymbol.createSimple(
        {"style": "no", "outline_color": "#1f2328", "outline_width": width}))

settings = QgsPalLayerSettings()
settings.fieldName = "name"
text = QgsTextFormat()
text.setFont(QFont("Roboto Condensed"))
text.setSize(8)
halo = QgsTextBufferSettings()
halo.setEnabled(True)
halo.setSize(0.35)
text.setBuffer(halo)
settings.setFormat(text)
areas.setLabeling(QgsVectorLayerSimpleLabeling(settings))
areas.setLabelsEnabled(True)

project = QgsProject.instance()
project.setCrs(stored.crs())
for one in (areas, regions, county):
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
view.setLayers([county, regions, areas])
view.setCrs(stored.crs())
view.setExtent(stored.extent())
title = add(QgsLayoutItemLabel(layout), 15, 15, 180, 10)
title.setText("Siedlungs- und Verkehrsfläche")
title.setFont(QFont("Roboto", 17, QFont.Bold))
key = add(QgsLayoutItemLegend(layout), 15, 40)
key.setLinkedMap(view)
bar = add(QgsLayoutItemScaleBar(layout), 15, 100)
bar.setLinkedMap(view)
bar.applyDefaultSize()
note = add(QgsLayoutItemLabel(layout), 15, 275, 180, 8)
note.setText("© GeoBasis-DE / BKG 2017 (Daten verändert)")
how = QgsLayoutExporter.PdfExportSettings()
how.textRenderFormat = QgsRenderContext.TextFormatAlwaysText
assert QgsLayoutExporter(layout).exportToPdf(out, how) == 0
os._exit(0)  # 3.22 crashes while it takes its own objects down
