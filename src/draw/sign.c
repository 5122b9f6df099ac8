#include "draw/sign.h"

/* mm; of an open sign: as wide as leaves the inside white in print. */
#define OPEN_RIM_MM 0.5

/* Corners in half widths; y down. To add a shape, add a line and its two signs. */
typedef struct {
    int n; /* 0: a circle */
    SrPoint corners[12];
} Shape;

static const Shape shapes[] = {
    [SR_SIGN_CIRCLE] = {0, {{0, 0}}},
    [SR_SIGN_SQUARE] = {4, {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}}},
    [SR_SIGN_TRIANGLE] = {3, {{0, -1.2}, {1.1, 0.8}, {-1.1, 0.8}}},
    [SR_SIGN_DIAMOND] = {4, {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}}},
    [SR_SIGN_CROSS] = {12,
                       {{-0.4, -1.1},
                        {0.4, -1.1},
                        {0.4, -0.4},
                        {1.1, -0.4},
                        {1.1, 0.4},
                        {0.4, 0.4},
                        {0.4, 1.1},
                        {-0.4, 1.1},
                        {-0.4, 0.4},
                        {-1.1, 0.4},
                        {-1.1, -0.4},
                        {-0.4, -0.4}}},
};

#define N_SHAPES ((int)G_N_ELEMENTS(shapes))
G_STATIC_ASSERT(G_N_ELEMENTS(shapes) == SR_SIGN_OPEN_CIRCLE &&
                2 * G_N_ELEMENTS(shapes) == SR_N_POINT_SIGNS);

void
sr_sign_draw(SrCanvas *canvas, SrSign sign, SrPoint at_mm, double half_mm, SrColor color)
{
    bool is_open = (int)sign >= N_SHAPES;
    const SrPen rim = {.color = is_open ? color : SR_COLOR_WHITE,
                       .width_mm = is_open ? OPEN_RIM_MM : 0.2,
                       .join = SR_JOIN_MITER};
    const SrColor inside = is_open ? SR_COLOR_WHITE : color;
    const Shape *shape = &shapes[(int)sign % N_SHAPES];
    SrPoint corners[G_N_ELEMENTS(shape->corners)];

    if (shape->n == 0) {
        sr_canvas_circle(canvas, at_mm, half_mm, &inside, &rim);
        return;
    }
    for (int i = 0; i < shape->n; i++)
        corners[i] = (SrPoint){at_mm.x + shape->corners[i].x * half_mm,
                               at_mm.y + shape->corners[i].y * half_mm};
    sr_canvas_polygon(canvas, corners, shape->n, &inside, &rim);
}
