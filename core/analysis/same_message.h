// Which sightings are the same message: by its key; else by who wrote it, when, and what it says. Only neighbours in
// buckets of like texts are compared, so that the work stays near linear for any evidence.
#pragma once

#include "analysis/senders.h"
#include "analysis/sighting.h"

#include <cstddef>
#include <stop_token>
#include <vector>

namespace redwell::analysis {

// For each sighting the index of the first sighting of the same message: out of a mail file before a page, whole before
// quoted, then by id.
std::vector<std::size_t> firstSightings(const std::vector<Sighting>& sightings, Senders& senders, std::stop_token stop);

// Whether times can be one moment: the same minute, or whole quarter hours apart where one lacks its zone.
bool mayBeOneMoment(const Sighting& a, const Sighting& b);

}  // namespace redwell::analysis
