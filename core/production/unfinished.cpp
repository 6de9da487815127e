#include "production/unfinished.h"

#include "base/files.h"
#include "base/hash.h"
#include "production/ledger.h"
#include "production/manifest.h"
#include "production/produce.h"

namespace redwell::production {

namespace fs = std::filesystem;

namespace {

enum class Fate { HasLeft, MayHaveLeft, NeverLeft };

struct Kept {
    std::string manifest;
    Fate fate = Fate::NeverLeft;
};

Kept keptOf(const casefile::Case& source, const UnfinishedProduction& production) {
    const auto kept = source.productionsFolder() / production.volume;
    const auto manifest = readFile(kept / kManifestName), specification = readFile(kept / kSpecificationName);
    if (!manifest || !specification || *specification != production.specification) return {};
    const fs::path folder = production.folder;
    std::error_code code;
    if (fs::exists(partialOf(folder), code)) return {};
    const auto written = readFile(folder / kManifestName);
    return {*manifest, written && *written == *manifest ? Fate::HasLeft : Fate::MayHaveLeft};
}

Result<ProductionReport> reportOf(const fs::path& folder, const std::string& json) {
    REDWELL_TRY(const auto manifest, Manifest::fromJson(json));
    ProductionReport report;
    report.folder = folder;
    report.manifestSha256 = sha256(json).hex();
    report.withheld = manifest.withheld;
    report.documents = static_cast<int>(manifest.documents.size());
    for (const auto& document : manifest.documents) {
        report.pages += static_cast<int>(document.pages.size());
        report.redacted += document.treatment == name(Treatment::Redacted);
    }
    if (!manifest.documents.empty()) {
        report.firstBates = manifest.documents.front().beginBates;
        report.lastBates = manifest.documents.back().endBates;
    }
    return report;
}

}  // namespace

Status settleUnfinished(casefile::Case& source) {
    if (source.isReadOnly()) return {};
    std::vector<UnfinishedProduction> all;
    {
        REDWELL_TRY(auto lease, source.read());
        REDWELL_TRY(all, Ledger(*lease).unfinished());
    }
    for (const auto& production : all) {
        const auto kept = keptOf(source, production);
        if (kept.fate == Fate::MayHaveLeft) continue;
        ProductionReport report;
        if (kept.fate == Fate::HasLeft) {
            REDWELL_TRY(report, reportOf(production.folder, kept.manifest));
        }
        REDWELL_CHECK(source.write([&](casefile::Database& database) -> Status {
            if (kept.fate == Fate::HasLeft) return recordSealed(database, production.id, production.by, report);
            return Ledger(database).abandon(production.id);
        }));
    }
    return {};
}

}  // namespace redwell::production
