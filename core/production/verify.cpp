#include "production/verify.h"

#include "base/files.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "processing/job_queue.h"
#include "production/bates.h"
#include "production/imaging/sheet.h"
#include "production/ledger.h"
#include "production/load_file.h"
#include "production/manifest.h"
#include "production/secrets.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace redwell::production {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLargestText = std::size_t{1} << 30;

class Verifier {
public:
    Verifier(fs::path volume, casefile::Case* source, processing::WorkerPool& pool, Progress& progress,
             std::stop_token stop)
        : m_volume(std::move(volume)), m_case(source), m_pool(pool), m_progress(progress), m_stop(std::move(stop)) {}

    Result<Verification> run() {
        std::error_code code;
        if (!fs::is_directory(m_volume, code))
            return Error{ErrorKind::NotFound, "is no folder", m_volume.string(), "Name the volume's folder."};
        if (!fs::exists(m_volume / kManifestName, code))
            return Error{ErrorKind::NotFound, "has no manifest.json, so it is no volume that Redwell wrote",
                         m_volume.string(), "Name the folder that holds DATA and manifest.json."};
        REDWELL_TRY(m_manifestText, readFile(m_volume / kManifestName, kLargestText));
        auto manifest = Manifest::fromJson(m_manifestText);
        if (!manifest) {
            find("hash", kManifestName, 0, manifest.error().message());
            return std::move(m_result);
        }
        m_manifest = std::move(*manifest);
        m_result.documents = static_cast<int>(m_manifest.documents.size());
        m_isUnsealed = fs::exists(m_volume / kFindingsName, code) && isPartial();
        if (m_case) REDWELL_CHECK(readCase());
        if (m_isUnsealed)
            find("unsealed", "", 0, "was never sealed: its read-back refused it or did not end, so it must not leave");
        REDWELL_CHECK(checkFiles());
        checkDocuments();
        REDWELL_CHECK(checkLoadFiles());
        REDWELL_CHECK(checkTexts());
        REDWELL_CHECK(decodeAll());
        std::ranges::stable_sort(m_result.findings, {},
                                 [](const VerificationFinding& f) { return std::tie(f.file, f.page); });
        return std::move(m_result);
    }

private:
    bool isPartial() const {
        auto name = m_volume.lexically_normal();
        if (!name.has_filename()) name = name.parent_path();
        return name.extension() == ".partial";
    }

    void find(const std::string& kind, const std::string& file, int page, const std::string& detail) {
        m_result.findings.push_back({kind, file, page, detail});
    }

    // The case's own word on what was asked for and what is redacted: a manifest that was changed with the pages must
    // not vouch for them.
    Status readCase() {
        REDWELL_TRY(auto lease, m_case->read());
        Ledger ledger(*lease);
        REDWELL_TRY(auto written, ledger.specificationOf(m_manifest.specification.volume));
        // A refused production has given its numbers back; what is planned now tells whose they were.
        REDWELL_TRY(const auto refused, ledger.refusedSpecificationOf(m_manifest.specification.volume));
        if (!refused.empty() && (isPartial() || written.empty())) {
            m_isUnsealed = true;
            written = refused;
        }
        auto specification = m_manifest.specification;
        if (!written.empty()) {
            REDWELL_TRY(specification, Specification::fromJson(written));
            if (specification.toJson() != m_manifest.specification.toJson())
                find("manifest", kManifestName, 0, "does not hold the specification that the volume was made by");
        }
        REDWELL_TRY(const auto plan, production::plan(*m_case, specification));
        REDWELL_TRY(m_secrets, Secrets::of(*m_case, plan));
        m_result.secrets = static_cast<int>(m_secrets.size());
        REDWELL_TRY(auto entries, ledger.entriesOf(m_manifest.specification.volume));
        if (m_isUnsealed) {
            entries.clear();
            for (const auto& planned : plan.documents)
                entries.push_back({specification.volume, planned.document.controlNumber, planned.beginBates,
                                   planned.endBates, std::string(name(planned.treatment)), planned.document.id});
        }
        std::map<std::string, const LedgerEntry*> given;
        for (const auto& entry : entries) {
            if (entry.beginBates.empty()) continue;
            given[entry.beginBates] = &entry;
            m_owners[entry.beginBates] = entry.controlNumber;
            REDWELL_TRY(const auto from, processing::JobQueue(*lease).sourceOf(entry.document));
            m_languages[entry.beginBates] = from.languages;
            // On a slip sheet none of the document's own pages is left to look for them.
            if (entry.treatment != name(Treatment::SlipSheet)) {
                REDWELL_TRY(m_redactions[entry.beginBates],
                            redaction::RedactionStore(*lease).ofDocument(entry.document));
            }
        }
        for (const auto& d : m_manifest.documents) {
            const auto entry = given.find(d.beginBates);
            if (entry == given.end()) {
                find("load_file", kManifestName, 0,
                     d.beginBates + " is not a number that this case gave in the volume");
                continue;
            }
            if (d.endBates != entry->second->endBates)
                find("load_file", kManifestName, 0,
                     d.beginBates + " ends at " + d.endBates + " where the case gave " + entry->second->endBates);
            if (d.treatment != entry->second->treatment)
                find("manifest", kManifestName, 0,
                     d.beginBates + " is called " + d.treatment + ", but the case has it " + entry->second->treatment);
            if (const auto ours = m_redactions.find(d.beginBates); ours != m_redactions.end() && !ours->second.empty())
                REDWELL_CHECK(checkSizes(*lease, d, entry->second->document));
            given.erase(entry);
        }
        for (const auto& [bates, entry] : given)
            find("load_file", kManifestName, 0, "lacks " + bates + ", which the case gave in the volume");
        return {};
    }

    // The case's boxes are looked for on pages of the case's size, and only where a page can have been put.
    Status checkSizes(casefile::Database& database, const ManifestDocument& d, DocumentId id) {
        REDWELL_TRY(const auto pages, documents::DocumentStore(database).pages(id));
        const auto near = [](double a, double b) { return std::abs(a - b) <= 1; };
        for (const auto& page : pages) {
            const auto index = static_cast<std::size_t>(page.number - 1);
            if (index >= d.pages.size()) continue;  // told by the numbers
            const auto& written = d.pages[index];
            // Its own size, or that of the sheet that a page too small for its stamps is put on.
            Sheet sheet{page.width, page.height, 0, 0};
            if (!near(written.width, page.width) || !near(written.height, page.height))
                sheet = sheetAround(page.width, page.height);
            if (!near(written.width, sheet.width) || !near(written.height, sheet.height))
                find("manifest", kManifestName, 0, written.bates + " does not have the size of its page");
            const double room = 1 - written.scale;
            const double right = written.dx - written.scale * sheet.left, down = written.dy - written.scale * sheet.top;
            if (room < 0 || room > 0.5 || !near(right, room * sheet.width / 2) || down < -1 ||
                down > room * sheet.height + 1)
                find("manifest", kManifestName, 0, written.bates + " is said to lie where no page is put");
        }
        return {};
    }
    std::string ownerOf(const std::string& beginBates) const {
        const auto found = m_owners.find(beginBates);
        return found == m_owners.end() ? std::string() : found->second;
    }

    void searchSecrets(std::string_view text, const std::string& file, int page, const std::string& owner,
                       const std::string& channel) {
        // A text that was not held back is one finding, however many of its passages are there.
        std::map<std::string, std::pair<int, const Secrets::Secret*>> passages;
        for (const auto* secret : m_secrets.foundIn(text, owner)) {
            if (secret->isPassage) {
                auto& [count, first] = passages[secret->from];
                if (count++ == 0) first = secret;
            } else if (m_leaks.insert(file + '\n' + secret->folded).second) {
                find("leak", file, page, channel + " holds " + Secrets::hint(*secret));
            }
        }
        for (const auto& [from, found] : passages)
            if (m_leaks.insert(file + "\n\n" + from).second)
                find("leak", file, page,
                     channel + " holds " +
                         (found.first == 1 ? std::string() : std::to_string(found.first) + " passages, such as ") +
                         Secrets::hint(*found.second));
    }

    Status checkFiles() {
        std::set<std::string> present;
        std::error_code code;
        for (auto it = fs::recursive_directory_iterator(m_volume, code); it != fs::recursive_directory_iterator();
             it.increment(code)) {
            if (code) return Error{ErrorKind::Permission, "could not be listed: " + code.message(), m_volume.string()};
            const auto relative = it->path().lexically_relative(m_volume).generic_string();
            if (it->is_symlink(code) || (!it->is_directory(code) && !it->is_regular_file(code)))
                find("extra_file", relative, 0, "is no plain file");
            else if (it->is_regular_file(code) && relative != kManifestName &&
                     !(m_isUnsealed && relative == kFindingsName))
                present.insert(relative);
        }
        std::int64_t done = 0;
        const auto known = static_cast<std::int64_t>(present.size());
        for (const auto& file : present) {
            if (m_stop.stop_requested())
                return Error{ErrorKind::Cancelled, "the read-back was stopped", m_volume.string()};
            m_progress.report(done++, known, kCheckingFiles);
            searchSecrets(file, file, 0, {}, "its name");
            const auto listed = m_manifest.files.find(file);
            if (listed == m_manifest.files.end()) {
                find("extra_file", file, 0, "is not in the manifest");
                continue;
            }
            ++m_result.files;
            const auto bytes = readFile(m_volume / file, kLargestText);
            if (!bytes)
                find("missing_file", file, 0, bytes.error().message());
            else if (sha256(*bytes).hex() != listed->second.sha256)
                find("hash", file, 0, "differs from what was written");
        }
        m_present = present;
        for (const auto& [file, about] : m_manifest.files)
            if (!present.contains(file)) find("missing_file", file, 0, "is in the manifest but not in the volume");
        return {};
    }

    void mustBeListed(const std::string& file, const std::string& of) {
        if (!file.empty() && !m_manifest.files.contains(file))
            find("missing_file", file, 0, "belongs to " + of + " but is not in the manifest");
    }

    // Numbers follow one another without a gap, from where the specification begins.
    void checkNumbers() {
        const auto& s = m_manifest.specification;
        auto next = s.batesStart;
        for (const auto& d : m_manifest.documents) {
            const auto count = static_cast<std::int64_t>(d.pages.size());
            const auto last = s.level == Specification::Level::Page && count > 0 ? next + count - 1 : next;
            const auto begin = batesNumber(s.batesPrefix, s.batesDigits, next),
                       end = batesNumber(s.batesPrefix, s.batesDigits, last);
            bool fits = begin && end && *begin == d.beginBates && *end == d.endBates;
            for (std::size_t i = 0; fits && i < d.pages.size(); ++i) {
                const auto bates = pageBates(s, next, static_cast<int>(i) + 1);
                fits = bates && *bates == d.pages[i].bates;
            }
            if (!fits)
                return find("load_file", kManifestName, 0,
                            d.beginBates + " to " + d.endBates + " does not follow the numbers before it");
            next = last + 1;
        }
    }

    void checkDocuments() {
        checkNumbers();
        std::set<std::string> numbers, files;
        for (const auto& d : m_manifest.documents) {
            if (!numbers.insert(d.beginBates).second)
                find("load_file", kManifestName, 0, d.beginBates + " stands for two documents");
            if (d.pages.empty()) find("load_file", kManifestName, 0, d.beginBates + " has no page");
            for (const auto* file : {&d.text, &d.pdf, &d.native}) mustBeListed(*file, d.beginBates);
            for (const auto& page : d.pages) mustBeListed(page.image, d.beginBates);
            files.insert({d.text, d.pdf, d.native});
            for (const auto& page : d.pages) files.insert(page.image);
            if (!d.native.empty() && d.treatment != "produced")
                find("leak", d.native, 0, "is the untouched original of a document that is " + d.treatment);
            m_result.pages += static_cast<int>(d.pages.size());
        }
        for (const auto& [file, about] : m_manifest.files)
            if (!files.contains(file) && !file.starts_with("DATA/"))
                find("extra_file", file, 0, "belongs to no document");
    }

    std::string dataFile(const char* extension) const { return "DATA/" + m_manifest.specification.volume + extension; }
    // Plain files inside the volume: no path in a manifest leads anywhere else.
    bool has(const std::string& file) const { return m_present.contains(file) && m_manifest.files.contains(file); }

    Status checkLoadFiles() {
        searchSecrets(m_manifestText, kManifestName, 0, {}, "the manifest");
        for (const auto& kind : m_manifest.specification.loadFiles)
            if (!has(dataFile(("." + kind).c_str())))
                find("missing_file", dataFile(("." + kind).c_str()), 0, "was asked for");
        if (has(dataFile(".dat"))) checkDat(dataFile(".dat"));
        if (has(dataFile(".opt"))) checkOpt(dataFile(".opt"));
        for (const char* extension : {".csv", ".lfp", ".opt"}) {
            if (!has(dataFile(extension))) continue;
            if (const auto bytes = readFile(m_volume / dataFile(extension), kLargestText))
                searchSecrets(*bytes, dataFile(extension), 0, {}, "the load file");
        }
        return {};
    }

    void checkDat(const std::string& file) {
        const auto bytes = readFile(m_volume / file, kLargestText);
        if (!bytes) return;  // listed as missing already
        const auto table = readDat(*bytes);
        if (!table) return find("load_file", file, 0, table.error().message());
        const auto column = [&](const char* name) {
            return static_cast<std::size_t>(std::ranges::find(table->columns, name) - table->columns.begin());
        };
        const auto begin = column("BEGBATES"), end = column("ENDBATES"), text = column("TEXTLINK"),
                   native = column("NATIVELINK"), pdf = column("PDFLINK");
        if (table->rows.size() != m_manifest.documents.size())
            find("load_file", file, 0,
                 "has " + std::to_string(table->rows.size()) + " records for " +
                     std::to_string(m_manifest.documents.size()) + " documents");
        for (std::size_t i = 0; i < table->rows.size() && i < m_manifest.documents.size(); ++i) {
            const auto& row = table->rows[i];
            const auto& d = m_manifest.documents[i];
            const auto cell = [&](std::size_t index) { return index < row.size() ? row[index] : std::string(); };
            if (begin < row.size() && (cell(begin) != d.beginBates || (end < row.size() && cell(end) != d.endBates)))
                find("load_file", file, 0,
                     "record " + std::to_string(i + 1) + " is not of " + d.beginBates + ", which is due there");
            for (const auto& [index, path] :
                 {std::pair(text, d.text), std::pair(native, d.native), std::pair(pdf, d.pdf)})
                if (index < row.size() && slashed(cell(index)) != path)
                    find("load_file", file, 0,
                         "record " + std::to_string(i + 1) + " does not link its own file in " + table->columns[index]);
            searchSecrets(join(row, "\n"), file, 0, ownerOf(d.beginBates), "record " + std::to_string(i + 1));
        }
    }

    static std::string slashed(std::string path) {
        std::ranges::replace(path, '\\', '/');
        return path;
    }

    void checkOpt(const std::string& file) {
        const auto bytes = readFile(m_volume / file, kLargestText);
        if (!bytes) return;
        const auto images = readOpt(*bytes);
        if (!images) return find("load_file", file, 0, images.error().message());
        std::vector<ImageEntry> due;
        for (const auto& d : m_manifest.documents)
            for (std::size_t i = 0; i < d.pages.size(); ++i) {
                const bool asPdf = d.pages[i].image.empty() && i == 0 && !d.pdf.empty() &&
                                   m_manifest.specification.image == Specification::Image::Pdf;
                if (d.pages[i].image.empty() && !asPdf) continue;
                due.push_back({d.pages[i].bates, m_manifest.specification.volume, asPdf ? d.pdf : d.pages[i].image,
                               i == 0, i == 0 ? static_cast<int>(d.pages.size()) : 0});
            }
        if (images->size() != due.size())
            find("load_file", file, 0,
                 "has " + std::to_string(images->size()) + " lines for " + std::to_string(due.size()) + " images");
        for (std::size_t i = 0; i < images->size() && i < due.size(); ++i) {
            auto entry = (*images)[i];
            entry.path = slashed(entry.path);
            if (entry != due[i])
                return find("load_file", file, 0,
                            "line " + std::to_string(i + 1) + " does not stand for " + due[i].bates);
        }
    }

    Status checkTexts() {
        for (const auto& d : m_manifest.documents) {
            for (const auto* file : {&d.text, &d.native}) {
                if (file->empty() || !has(*file)) continue;
                const auto bytes = readFile(m_volume / *file, kLargestText);
                if (!bytes) continue;
                searchSecrets(cleanUtf8(*bytes), *file, 0, ownerOf(d.beginBates),
                              file == &d.text ? "its text" : "the native file");
            }
        }
        return {};
    }

    struct Decoding {
        std::string file;
        std::vector<int> pages;  // of the document, for findings
        wire::VerifyRequest request;
        std::string owner;
    };

    static Box placed(const Box& box, const ManifestPage& page) {
        return {box.x0 * page.scale + page.dx, box.y0 * page.scale + page.dy, box.x1 * page.scale + page.dx,
                box.y1 * page.scale + page.dy};
    }

    wire::VerifyRequest::Page expected(const ManifestDocument& d, std::size_t index) const {
        const auto& page = d.pages[index];
        wire::VerifyRequest::Page wanted{page.width, page.height, page.covered, page.labels};
        const auto ours = m_redactions.find(d.beginBates);
        if (ours == m_redactions.end()) return wanted;
        std::set<std::string> labels;
        for (const auto& redaction : ours->second) {
            if (redaction.page != static_cast<int>(index) + 1) continue;
            wanted.redactions.push_back(placed(redaction.box, page));
            labels.insert(redaction.reason);
        }
        wanted.labels.assign(labels.begin(), labels.end());
        return wanted;
    }

    Status decodeAll() {
        std::vector<Decoding> all;
        for (const auto& d : m_manifest.documents) {
            for (std::size_t i = 0; i < d.pages.size(); ++i)
                if (has(d.pages[i].image)) all.push_back(decoding(d, d.pages[i].image, {i}));
            if (!has(d.pdf)) continue;  // where page images go out too, the same pixels are read once, from those
            std::vector<std::size_t> pages(d.pages.size());
            for (std::size_t i = 0; i < pages.size(); ++i) pages[i] = i;
            all.push_back(decoding(d, d.pdf, pages));
        }
        std::vector<const Decoding*> died;
        std::size_t next = 0, done = 0;
        std::optional<Error> failed;
        while (next < all.size() || m_pool.running() > 0) {
            if (m_stop.stop_requested() && !failed) {
                failed = Error{ErrorKind::Cancelled, "the read-back was stopped", m_volume.string()};
                m_pool.stopAll();
            }
            while (!failed && next < all.size() && m_pool.running() < 2 * m_pool.workers()) {
                const auto& decoding = all[next++];
                auto input = openForReading(m_volume / decoding.file);
                if (!input) {
                    find("missing_file", decoding.file, 0, input.error().message());
                    continue;
                }
                m_pool.submit(decoding.request, std::move(*input),
                              [this, &decoding, &done, &died](processing::JobOutcome outcome) {
                                  if (outcome.isStopped) return;
                                  ++done;
                                  if (outcome.died)
                                      died.push_back(&decoding);
                                  else
                                      take(decoding, outcome);
                              });
            }
            if (failed && m_pool.running() == 0) break;
            if (m_pool.running() > 0) REDWELL_CHECK(m_pool.poll(std::chrono::milliseconds(100)));
            m_progress.report(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all.size()), kReadingBack);
        }
        if (failed) return *failed;
        // Once more, alone: two large pages at a time may be what was too much.
        for (const auto* decoding : died) {
            REDWELL_TRY(auto input, openForReading(m_volume / decoding->file));
            const auto outcome = m_pool.run(decoding->request, std::move(input), m_stop);
            if (m_stop.stop_requested())
                return Error{ErrorKind::Cancelled, "the read-back was stopped", m_volume.string()};
            take(*decoding, outcome);
        }
        return {};
    }

    Decoding decoding(const ManifestDocument& d, const std::string& file, const std::vector<std::size_t>& pages) const {
        Decoding made{file, {}, {}, ownerOf(d.beginBates)};
        made.request.fileName = fs::path(file).filename().string();
        made.request.dpi = m_manifest.specification.dpi;
        if (const auto known = m_languages.find(d.beginBates); known != m_languages.end())
            made.request.languages = known->second;
        for (const auto index : pages) {
            made.pages.push_back(static_cast<int>(index) + 1);
            made.request.pages.push_back(expected(d, index));
            // Pixels are read again where something is covered: whatever can be read there, the other side can read.
            const bool isRead = file != d.pdf || d.pages[index].image.empty();
            made.request.ocr = made.request.ocr || (m_case && isRead && !made.request.pages.back().redactions.empty());
        }
        return made;
    }

    void take(const Decoding& decoding, const processing::JobOutcome& outcome) {
        if (outcome.error) return find("unreadable", decoding.file, 0, outcome.error->message());
        const auto* reply = std::get_if<wire::VerifyReply>(&outcome.reply);
        if (!reply) return find("unreadable", decoding.file, 0, "was not read back");
        if (reply->pageCount != static_cast<int>(decoding.pages.size()))
            find("page_count", decoding.file, 0,
                 "has " + std::to_string(reply->pageCount) + " pages where " + std::to_string(decoding.pages.size()) +
                     " are due");
        for (const auto& f : reply->findings) find(f.kind, decoding.file, f.page, f.detail);
        searchSecrets(reply->text, decoding.file, 0, decoding.owner, "the file's text");
        searchSecrets(reply->ocrText, decoding.file, 0, decoding.owner, "what can be read in its pixels");
    }

    fs::path m_volume;
    casefile::Case* m_case;
    processing::WorkerPool& m_pool;
    Progress& m_progress;
    std::stop_token m_stop;
    std::string m_manifestText;
    Manifest m_manifest;
    bool m_isUnsealed = false;
    Secrets m_secrets;
    std::map<std::string, std::string> m_owners, m_languages;  // of the document that begins at a Bates number
    std::map<std::string, std::vector<redaction::Redaction>> m_redactions;
    std::set<std::string> m_present, m_leaks;
    Verification m_result;
};

}  // namespace

Result<Verification> verify(const fs::path& volume, casefile::Case* source, processing::WorkerPool& pool,
                            Progress& progress, std::stop_token stop) {
    return Verifier(volume, source, pool, progress, std::move(stop)).run();
}

}  // namespace redwell::production
