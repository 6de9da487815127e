// manifest.json of a volume: every file with its SHA-256, every produced document with its pages and what was covered
// on them. It tells nothing about withheld documents but their number, and holds no times, so that the same production
// gives the same bytes.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "production/specification.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

struct ManifestFile {
    std::string sha256;
    std::int64_t size = 0;
};

struct ManifestPage {
    std::string bates, image;          // image: path relative to the volume, empty when none
    double width = 612, height = 792;  // points; of the sheet, where a page too small for its stamps was put on one
    std::vector<Box> covered;          // points
    std::vector<std::string> labels;   // printed there
    double scale = 1, dx = 0,
           dy = 0;  // where the original page went, points: made smaller or put on a sheet where a stamp found no room
};

struct ManifestDocument {
    std::string beginBates, endBates, treatment, text, pdf, native;
    std::vector<ManifestPage> pages;
};

struct Manifest {
    Specification specification;
    std::vector<ManifestDocument> documents;
    int withheld = 0;
    std::map<std::string, ManifestFile> files;  // by path; the manifest itself is not among them

    std::string toJson() const;
    // Damaged names what is missing or wrong.
    static Result<Manifest> fromJson(std::string_view json);
};

constexpr const char* kManifestName = "manifest.json";

}  // namespace redwell::production
