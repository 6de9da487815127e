// Where each file of a volume stands, from the plan alone: the same plan gives the same paths. A thousand files a
// folder, the limit that several agencies set.
#pragma once

#include "production/plan.h"

#include <string>
#include <vector>

namespace redwell::production {

struct PagePlace {
    std::string bates;
    std::string image;  // without extension, since colour decides that; empty when no images go out
};

struct DocumentPlace {
    std::size_t planned = 0;  // in Plan::documents
    std::vector<PagePlace> pages;
    std::string text, pdf, native;  // relative to the volume, with forward slashes; empty when there is none
};

// Withheld documents have no place. originalExtension of natives comes from the file's name, letters and digits only.
Result<std::vector<DocumentPlace>> layOut(const Plan& plan);
std::string withBackslashes(std::string path);

}  // namespace redwell::production
