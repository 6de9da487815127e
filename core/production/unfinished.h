// What becomes of a production whose producer died. Its numbers go back, unless its volume may have left: the power can
// go between the rename of a volume and the commit that calls it sealed, and a number that stands on paper outside must
// never be given to another page. The manifest that the case keeps is written before the rename, so it tells.
#pragma once

#include "casefile/case.h"

namespace redwell::production {

// For each production that is neither sealed nor given up: sealed when its folder stands under its final name with the
// manifest that the case keeps; left alone, holding its numbers, when that manifest is kept and the volume is nowhere
// to be seen (its disk may be away); given up otherwise. One process alone writes to a case, so what is unfinished
// belongs to nobody, as long as this process itself is not producing. Nothing happens to a case that is read-only.
Status settleUnfinished(casefile::Case& source);

}  // namespace redwell::production
