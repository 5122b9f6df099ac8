/* From the world to the page: SrView of canvas.h. */
#include "draw/canvas.h"

SrPoint
sr_view_apply(const SrView *view, SrPoint world)
{
    return (SrPoint){
        view->page_mm.x + (world.x - view->world.x) * view->mm_per_unit,
        view->page_mm.y - (world.y - view->world.y) * view->mm_per_unit,
    };
}

SrView
sr_view_fit(SrBox world, SrBox page_mm)
{
    double width = MAX(world.x1 - world.x0, G_MINDOUBLE);
    double height = MAX(world.y1 - world.y0, G_MINDOUBLE);

    return (SrView){
        .world = {(world.x0 + world.x1) / 2, (world.y0 + world.y1) / 2},
        .page_mm = {(page_mm.x0 + page_mm.x1) / 2, (page_mm.y0 + page_mm.y1) / 2},
        .mm_per_unit =
            MIN((page_mm.x1 - page_mm.x0) / width, (page_mm.y1 - page_mm.y0) / height),
    };
}
