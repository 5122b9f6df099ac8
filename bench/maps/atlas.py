# 48 bare pages by QGIS: its atlas, one page a Gemeinde, no words. python3 atlas.py areas.gpkg layer out.pdf
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsFillSymbol, QgsGraduatedSymbolRenderer, QgsLayoutExporter,
                       QgsLayoutItemMap, QgsLayoutPoint, QgsLayoutSize, QgsPrintLayout, QgsProject,
                       QgsRendererRange, QgsUnitTypes, QgsVectorLayer)

file, name, out = sys.argv[1:4]
single = len(sys.argv) > 4
app = QgsApplication([], False)
app.initQgis()
areas = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
colours = ["#ffffd4", "#fee391", "#fec44f", "#fe9929", "#ec7014", "#cc4c02", "#8c2d04"]
areas.setRenderer(QgsGraduatedSymbolRenderer("class", [
    QgsRendererRange(i + 0.5, i + 1.5, QgsFillSymbol.createSimple(
        {"color": colour, "outline_color": "#444444", "outline_width": "0.2"}), str(i))
    for i, colour in enumerate(colours)]))
project = QgsProject.instance()
project.setCrs(areas.crs())
project.addMapLayer(areas)
layout = QgsPrintLayout(project)
layout.initializeDefaults()
layout.pageCollection().page(0).setPageSize("A4", 0)
view = QgsLayoutItemMap(layout)
layout.addLayoutItem(view)
mm = QgsUnitTypes.LayoutMillimeters
view.attemptMove(QgsLayoutPoint(15, 15, mm))
view.attemptResize(QgsLayoutSize(180, 267, mm))
view.setLayers([areas])
view.setCrs(areas.crs())
view.setExtent(areas.extent())
if single:
    assert QgsLayoutExporter(layout).exportToPdf(out, QgsLayoutExporter.PdfExportSettings()) == 0
else:
    layout.atlas().setCoverageLayer(areas)
    layout.atlas().setEnabled(True)
    done, error = QgsLayoutExporter.exportToPdf(layout.atlas(), out, QgsLayoutExporter.PdfExportSettings())
    assert done == 0, error
os._exit(0)  # 3.22 crashes while it takes its own objects down
