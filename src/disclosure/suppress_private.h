/*
 * suppress_private.h — what suppress.c and suppress_least.c share: a block being worked
 * on.
 */
#pragma once

#include "disclosure/suppress.h"
#include "disclosure/tableau.h"

typedef struct {
    SrSystem *system;
    const SrBlock *block;
    SrTableau *tableau;
    GPtrArray *witnesses; /* of Witness */
    bool *is_nothing;     /* sr_system_shown_nothings() of the pattern as it stands */
    bool *is_lost;        /* [n_forms]: no pattern leaves it a witness */
    gint64 *changes;      /* [n_forms]: the table asked for last */
    gint64 spent;         /* questions asked, times the forms of the block */
} SrWork;

/* Forms are counted within the block. */
static inline SrForm *
sr_work_form(const SrWork *work, int f)
{
    return sr_system_at(work->system, work->block->forms[f]);
}

/* Closed without need of its own, so that it may be opened if all stays safe. */
static inline bool
sr_work_is_openable(const SrForm *form)
{
    return form->kind == SR_FORM_CELL && !form->is_open && !form->is_fixed &&
           !sr_form_is_primary(form);
}

/* To be called after cells were opened or closed, before asking who needs a witness. */
void sr_work_see_nothings(SrWork *work);

/* Open cells need nothing; nor does a nothing that is shown. */
bool sr_work_needs_witness(const SrWork *work, const SrForm *form);

/* Asks for a table for this form alone; open cells stay where @pays is false. */
bool sr_work_ask(SrWork *work, int f, bool pays);

/*
 * Looks for a safe pattern that costs less than the one that stands, which must be safe,
 * and puts it in its place. Returns: whether what stands then is known to be the
 * cheapest; false where the block is too large to be told within the steps allowed.
 */
bool sr_work_find_least(SrWork *work);
