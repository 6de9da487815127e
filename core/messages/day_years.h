// The years of days that a print names without one ("Tuesday, November 7th"). Told by what else the print says: the
// weekday, which must fit; a span of days in its head; the day it was made, after which nothing was written; a day with
// a year near by. Days run one way through a print, so the year turns between December and January. Where all that
// allows more than one year, none is given: a wrong date misleads more than a missing one.
#pragma once

#include "messages/time_expression.h"
#include "messages/year_clues.h"

#include <vector>

namespace redwell::messages {

// Days in the order of the document; those with a year are clues to their neighbours. What is not told keeps year 0.
void inferYears(const std::vector<TimeExpression*>& days, YearClues clues, DateOrder order);

}  // namespace redwell::messages
