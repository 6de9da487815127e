// Writes the files of a volume below one folder: page images, PDFs, text and natives as the workers give them, then the
// load files and the manifest. Nothing is held longer than its document needs, whatever the volume's size.
#pragma once

#include "base/progress.h"
#include "casefile/case.h"
#include "processing/worker_pool.h"
#include "production/manifest.h"
#include "production/volume_layout.h"

#include <deque>
#include <filesystem>
#include <map>
#include <stop_token>
#include <string_view>

namespace redwell::production {

// The line of its progress, which counts pages.
inline constexpr std::string_view kWritingPages = "Writing pages";

class VolumeWriter {
public:
    VolumeWriter(casefile::Case& source, processing::WorkerPool& pool, const Plan& plan, std::filesystem::path folder);

    // progress counts pages. Returns the manifest's SHA-256.
    Result<std::string> write(Progress& progress, std::stop_token stop);

private:
    struct Run {  // pages of one document that one worker job makes
        std::size_t place = 0;
        int first = 1, count = 1;
        bool isAgain = false;
    };
    struct Open {  // a document whose pages are not all there
        std::vector<std::string> texts;
        int missing = 0;
    };

    std::deque<Run> runs() const;
    Status submit(const Run& run);
    Result<wire::ProduceRequest> request(const Run& run);
    Status take(const Run& run, processing::JobOutcome outcome);
    Status finish(std::size_t place);
    Status writeNative(const DocumentPlace& place, const PlannedDocument& planned);
    Status writeLoadFiles();
    Error stopped() const;
    Status put(const std::string& path, std::string_view bytes);
    Result<std::map<std::string, std::string>> endorsements(const PlannedDocument& planned, const std::string& bates);
    bool wantsPdf() const {
        return m_plan.specification.image == Specification::Image::Pdf || m_plan.specification.alsoPdf;
    }
    bool wantsImages() const { return m_plan.specification.image == Specification::Image::Tiff; }

    casefile::Case& m_case;
    processing::WorkerPool& m_pool;
    const Plan& m_plan;
    std::filesystem::path m_folder;
    std::vector<DocumentPlace> m_places;
    std::vector<std::string> m_passwords;
    std::map<std::size_t, Open> m_open;
    std::deque<Run> m_died;  // tried once more, each alone
    Manifest m_manifest;
    std::optional<Error> m_failed;
    std::int64_t m_done = 0;
};

}  // namespace redwell::production
