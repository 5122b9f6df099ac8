# Every indicator by Gemeinde with sf's own plot, one page each: Rscript atlas.R output out.pdf
suppressMessages(library(sf))
args <- commandArgs(trailingOnly = TRUE)
db <- file.path(args[1], "sozialraum.sqlite")
areas <- read_sf(db, "gemeinde")
regions <- read_sf(db, "region")
anchors <- st_coordinates(suppressWarnings(st_point_on_surface(st_geometry(areas))))
all <- read.csv(file.path(args[1], "tables/values.csv"), colClasses = c(area = "character"))
all <- all[all$level == "gemeinde" & !is.na(all$value), ]
cairo_pdf(args[2], width = 210 / 25.4, height = 297 / 25.4, onefile = TRUE)
pages <- 0
for (id in unique(all$indicator)) {
  values <- all[all$indicator == id, ]
  values <- values[values$period == max(values$period), ]
  value <- values$value[match(areas$code, values$area)]
  bounds <- unique(quantile(value, 0:5 / 5, na.rm = TRUE))
  if (length(bounds) < 3) next
  colours <- hcl.colors(length(bounds) - 1, "YlOrBr", rev = TRUE)
  plot(st_geometry(areas), col = colours[cut(value, bounds, include.lowest = TRUE, labels = FALSE)],
       border = "grey55", lwd = 0.5)
  plot(st_geometry(regions), border = "black", lwd = 1.7, add = TRUE)
  text(anchors, areas$name, cex = 0.6)
  legend("topleft", fill = colours, bty = "n", legend = levels(cut(value, bounds, include.lowest = TRUE)))
  title(id, sub = "© GeoBasis-DE / BKG 2017 (Daten verändert)")
  pages <- pages + 1
}
invisible(dev.off())
cat(pages, "\n")
