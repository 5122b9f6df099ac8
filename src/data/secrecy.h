/*
 * secrecy.h — real protected figures belong into files that nobody else can read.
 */
#pragma once

#include "data/dataset.h"

/*
 * Refuses a secret file that git tracks or that group or others may read; what to do
 * stands in the finding.
 */
void sr_dataset_check_secrecy(const SrDataset *dataset, SrFindings *findings);
