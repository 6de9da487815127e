#include "production/volume_layout.h"

#include "base/text.h"
#include "production/bates.h"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>

namespace redwell::production {
namespace {

constexpr std::size_t kFilesAFolder = 1000;

class Folders {
public:
    std::string next(const std::string& top) {
        char number[32];
        std::snprintf(number, sizeof number, "%04zu", m_counts[top]++ / kFilesAFolder + 1);
        return top + "/" + number + "/";
    }

private:
    std::map<std::string, std::size_t> m_counts;
};

std::string extensionOf(const documents::Document& d) {
    const auto dot = d.fileName.rfind('.');
    std::string extension = dot == std::string::npos ? std::string() : toLower(d.fileName.substr(dot + 1));
    const bool plain = !extension.empty() && extension.size() <= 8 &&
                       std::ranges::all_of(extension, [](unsigned char c) { return std::isalnum(c) != 0; });
    return plain ? extension : "bin";
}

// A mail's own file holds its attachments: it goes out only when its whole family goes out whole.
bool familyIsWhole(const Plan& plan, const PlannedDocument& one) {
    return one.isFamilyHere && std::ranges::all_of(plan.documents, [&](const PlannedDocument& other) {
               return other.document.family != one.document.family || other.treatment == Treatment::Produced;
           });
}

}  // namespace

std::string withBackslashes(std::string path) {
    std::ranges::replace(path, '/', '\\');
    return path;
}

Result<std::vector<DocumentPlace>> layOut(const Plan& plan) {
    const auto& s = plan.specification;
    std::vector<DocumentPlace> places;
    Folders folders;
    for (std::size_t i = 0; i < plan.documents.size(); ++i) {
        const auto& planned = plan.documents[i];
        if (planned.treatment == Treatment::Withheld) continue;
        DocumentPlace place;
        place.planned = i;
        for (int page = 1; page <= planned.pages; ++page) {
            REDWELL_TRY(auto bates, pageBates(s, planned.firstNumber, page));
            const std::string image =
                s.image == Specification::Image::Tiff ? folders.next("IMAGES") + bates : std::string();
            place.pages.push_back({std::move(bates), image});
        }
        if (s.image == Specification::Image::Pdf || s.alsoPdf)
            place.pdf = folders.next("PDF") + planned.beginBates + ".pdf";
        if (s.text) place.text = folders.next("TEXT") + planned.beginBates + ".txt";
        const auto& d = planned.document;
        const bool asked = std::ranges::find(s.natives, documents::name(d.kind)) != s.natives.end();
        if (asked && planned.treatment == Treatment::Produced && (!planned.holdsOthers || familyIsWhole(plan, planned)))
            place.native = folders.next("NATIVES") + planned.beginBates + "." + extensionOf(d);
        places.push_back(std::move(place));
    }
    return places;
}

}  // namespace redwell::production
