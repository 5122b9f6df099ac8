// mapnik.cpp — a bare map by Mapnik: mapnik PLUGIN MAP.xml WIDTH HEIGHT OUT.(png|pdf); no title, names or legend.
#include <mapnik/agg_renderer.hpp>
#include <mapnik/cairo_io.hpp>
#include <mapnik/datasource_cache.hpp>
#include <mapnik/image.hpp>
#include <mapnik/image_util.hpp>
#include <mapnik/load_map.hpp>
#include <mapnik/map.hpp>

#include <cstdlib>
#include <string>

int main(int argc, char **argv)
{
    if (argc != 6) return 2;
    mapnik::datasource_cache::instance().register_datasource(argv[1]);
    mapnik::Map map(std::atoi(argv[3]), std::atoi(argv[4]));
    mapnik::load_map(map, argv[2]);
    map.zoom_all();
    std::string out = argv[5];
    if (out.substr(out.size() - 4) == ".pdf") {
        mapnik::save_to_cairo_file(map, out, "pdf");
        return 0;
    }
    mapnik::image_rgba8 image(map.width(), map.height());
    mapnik::agg_renderer<mapnik::image_rgba8> renderer(map, image);
    renderer.apply();
    mapnik::save_to_file(image, out, "png8");
    return 0;
}
