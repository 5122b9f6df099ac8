# The map of settlement share with sf and ggplot2, as a careful user would write it.
# Rscript ggplot2.R output out.pdf
suppressMessages({library(sf); library(ggplot2)})
args <- commandArgs(trailingOnly = TRUE)
db <- file.path(args[1], "sozialraum.sqlite")
areas <- read_sf(db, "gemeinde")
regions <- read_sf(db, "region")
county <- read_sf(db, "kreis")
values <- read.csv(file.path(args[1], "tables/values.csv"), colClasses = c(area = "character"))
values <- values[values$indicator == "siedlungsanteil" & values$level == "gemeinde", ]
areas$value <- values$value[match(areas$code, values$area)]
areas$class <- cut(areas$value, c(0, 11, 15, 20, 28, 33), right = FALSE,
                   labels = c("unter 11", "11 bis unter 15", "15 bis unter 20",
                              "20 bis unter 28", "28 und mehr"))
map <- ggplot(areas) +
    geom_sf(aes(fill = class), colour = "grey55", linewidth = 0.2) +
    geom_sf(data = regions, fill = NA, colour = "black", linewidth = 0.6) +
    geom_sf(data = county, fill = NA, colour = "black", linewidth = 0.9) +
    geom_sf_text(aes(label = name), size = 2.4, check_overlap = TRUE) +
    scale_fill_brewer(palette = "YlOrBr", drop = FALSE) +
    labs(title = "Siedlungs- und Verkehrsfläche", fill = "%",
         subtitle = "Prozent der Fläche, Gemeinden, 2023",
         caption = "© GeoBasis-DE / BKG 2017 (Daten verändert)") +
    theme_void(base_size = 10) + theme(plot.title = element_text(face = "bold", size = 17))
ggsave(args[2], map, width = 210, height = 297, units = "mm", device = cairo_pdf)
