# The map of settlement share with sf's own plot. Rscript sf.R output out.pdf
suppressMessages(library(sf))
args <- commandArgs(trailingOnly = TRUE)
db <- file.path(args[1], "sozialraum.sqlite")
areas <- read_sf(db, "gemeinde")
regions <- read_sf(db, "region")
values <- read.csv(file.path(args[1], "tables/values.csv"), colClasses = c(area = "character"))
values <- values[values$indicator == "siedlungsanteil" & values$level == "gemeinde", ]
areas$value <- values$value[match(areas$code, values$area)]
colours <- c("#ffffd4", "#fed98e", "#fe9929", "#d95f0e", "#993404")
class <- cut(areas$value, c(0, 11, 15, 20, 28, 33), right = FALSE, labels = FALSE)
cairo_pdf(args[2], width = 210 / 25.4, height = 297 / 25.4)
plot(st_geometry(areas), col = colours[class], border = "grey55", lwd = 0.5)
plot(st_geometry(regions), border = "black", lwd = 1.7, add = TRUE)
text(st_coordinates(st_point_on_surface(st_geometry(areas))), areas$name, cex = 0.6)
legend("topleft", fill = colours, bty = "n", title = "%",
       legend = c("unter 11", "11 bis unter 15", "15 bis unter 20", "20 bis unter 28", "28 und mehr"))
title("Siedlungs- und Verkehrsfläche", sub = "© GeoBasis-DE / BKG 2017 (Daten verändert)")
invisible(dev.off())
