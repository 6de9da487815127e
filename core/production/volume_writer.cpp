#include "production/volume_writer.h"

#include "base/files.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "processing/job_queue.h"
#include "production/document_facts.h"
#include "production/load_file.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <set>

namespace redwell::production {

namespace fs = std::filesystem;

namespace {

constexpr int kPagesARun = 8;
constexpr double kSheetWidth = 612, kSheetHeight = 792;  // points

std::string sheetText(const PlannedDocument& planned) {
    return planned.treatment == Treatment::SlipSheet ? "Withheld as privileged" : "Produced in native format";
}
bool isSheet(const PlannedDocument& planned) {
    return planned.treatment == Treatment::SlipSheet || planned.document.pageCount == 0;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

VolumeWriter::VolumeWriter(casefile::Case& source, processing::WorkerPool& pool, const Plan& plan, fs::path folder)
    : m_case(source), m_pool(pool), m_plan(plan), m_folder(std::move(folder)) {}

Status VolumeWriter::put(const std::string& path, std::string_view bytes) {
    const auto file = m_folder / path;
    REDWELL_CHECK(makeFolders(file.parent_path()));
    REDWELL_CHECK(writeFile(file, bytes));
    if (path != kManifestName) m_manifest.files[path] = {sha256(bytes).hex(), static_cast<std::int64_t>(bytes.size())};
    return {};
}

// A PDF is composed where its pages are burned, so a document that gets one is one run.
std::deque<VolumeWriter::Run> VolumeWriter::runs() const {
    std::deque<Run> all;
    if (!wantsImages() && !wantsPdf() && !m_plan.specification.text) return all;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        const int pages = static_cast<int>(m_places[i].pages.size());
        const int step = wantsPdf() ? pages : kPagesARun;
        for (int first = 1; first <= pages; first += step)
            all.push_back({i, first, std::min(step, pages - first + 1), false});
    }
    return all;
}

Result<std::map<std::string, std::string>> VolumeWriter::endorsements(const PlannedDocument& planned,
                                                                      const std::string& bates) {
    REDWELL_TRY(auto lease, m_case.read());
    REDWELL_TRY(const auto confidentiality, designation(*lease, planned.coding));
    std::map<std::string, std::string> texts;
    for (const auto& [corner, pattern] : m_plan.specification.endorse) {
        std::string text = pattern;
        replaceAll(text, "{bates}", bates);
        replaceAll(text, "{confidentiality}", confidentiality);
        replaceAll(text, "{volume}", m_plan.specification.volume);
        replaceAll(text, "{control}", planned.document.controlNumber);
        text = collapseWhitespace(text);
        if (!text.empty()) texts[corner] = text;
    }
    return texts;
}

Result<wire::ProduceRequest> VolumeWriter::request(const Run& run) {
    const auto& place = m_places[run.place];
    const auto& planned = m_plan.documents[place.planned];
    const auto& d = planned.document;
    wire::ProduceRequest request;
    request.fileName = d.fileName;
    request.passwords = m_passwords;
    request.dpi = m_plan.specification.dpi;
    request.color = m_plan.specification.colorAuto;
    request.tiff = wantsImages();
    request.pdf = wantsPdf();
    const bool redacted = planned.treatment == Treatment::Redacted;
    request.readBack = redacted && (m_plan.specification.text || wantsPdf());
    if (isSheet(planned)) request.slipSheet = sheetText(planned);
    REDWELL_TRY(auto lease, m_case.read());
    REDWELL_TRY(const auto from, processing::JobQueue(*lease).sourceOf(d.id));
    request.languages = from.languages;
    documents::DocumentStore store(*lease);
    std::vector<redaction::Redaction> redactions;
    if (redacted) {
        REDWELL_TRY(redactions, redaction::RedactionStore(*lease).ofDocument(d.id));
    }
    for (int number = run.first; number < run.first + run.count; ++number) {
        wire::BurnedPageRequest page;
        page.page = number;
        page.width = kSheetWidth;
        page.height = kSheetHeight;
        if (!isSheet(planned)) {
            REDWELL_TRY(auto stored, store.page(d.id, number));
            if (!stored)
                return Error{ErrorKind::Internal, "page " + std::to_string(number) + " is not in the case",
                             d.controlNumber};
            page.width = stored->width;
            page.height = stored->height;
            page.rotation = stored->rotation;
            if (wantsPdf() && !redacted) page.words = std::move(stored->words);
            // Unredacted pages leave with the text that was read from them; redacted ones only with what OCR reads in
            // the burned pixels.
            if (!redacted && m_plan.specification.text)
                m_open[run.place].texts[static_cast<std::size_t>(number - 1)] = stored->text;
        }
        for (const auto& redaction : redactions)
            if (redaction.page == number) page.redactions.push_back({redaction.box, redaction.reason});
        REDWELL_TRY(page.endorsements, endorsements(planned, place.pages[static_cast<std::size_t>(number - 1)].bates));
        auto& written = m_manifest.documents[run.place].pages[static_cast<std::size_t>(number - 1)];
        written.width = page.width;
        written.height = page.height;
        std::set<std::string> labels;
        for (const auto& redaction : page.redactions) labels.insert(redaction.label);
        written.labels.assign(labels.begin(), labels.end());
        request.pages.push_back(std::move(page));
    }
    return request;
}

Status VolumeWriter::submit(const Run& run) {
    const auto& place = m_places[run.place];
    const auto& planned = m_plan.documents[place.planned];
    auto& open = m_open[run.place];
    if (open.texts.empty()) {
        open.texts.resize(place.pages.size());
        open.missing = static_cast<int>(place.pages.size());
    }
    REDWELL_TRY(auto asked, request(run));
    if (!wantsImages() && !wantsPdf() && !asked.readBack) return take(run, {wire::ProduceReply{}, std::nullopt, false});
    FileDescriptor input;
    if (asked.slipSheet.empty()) {
        REDWELL_TRY(input, m_case.originals().open(planned.document.sha256));
    } else {
        REDWELL_TRY(input, openForReading("/dev/null"));
    }
    m_pool.submit(std::move(asked), std::move(input), [this, run](processing::JobOutcome outcome) {
        if (m_failed) return;
        if (outcome.died && !run.isAgain) {
            m_died.push_back({run.place, run.first, run.count, true});
            return;
        }
        if (auto taken = take(run, std::move(outcome)); !taken) m_failed = taken.error();
    });
    return {};
}

Status VolumeWriter::take(const Run& run, processing::JobOutcome outcome) {
    const auto& place = m_places[run.place];
    const auto& planned = m_plan.documents[place.planned];
    if (outcome.error) {
        Error error = *outcome.error;
        error.where = planned.document.controlNumber + " (" + planned.document.fileName + ")";
        if (error.hint.empty())
            error.hint = "Leave the document out of the query, or code it again, and produce once more.";
        return error;
    }
    auto* reply = std::get_if<wire::ProduceReply>(&outcome.reply);
    const bool asked =
        wantsImages() || wantsPdf() || (planned.treatment == Treatment::Redacted && m_plan.specification.text);
    if (!reply || (asked && reply->pages.size() != static_cast<std::size_t>(run.count)))
        return Error{ErrorKind::Internal, "the worker gave another number of pages than was asked for",
                     planned.document.controlNumber};
    auto& open = m_open[run.place];
    for (int i = 0; i < run.count; ++i) {
        const auto index = static_cast<std::size_t>(run.first - 1 + i);
        if (isSheet(planned)) open.texts[index] = sheetText(planned);
        if (!asked) continue;
        auto& page = reply->pages[static_cast<std::size_t>(i)];
        auto& written = m_manifest.documents[run.place].pages[index];
        if (!place.pages[index].image.empty()) {
            written.image = place.pages[index].image + (page.isColor ? ".jpg" : ".tif");
            REDWELL_CHECK(put(written.image, page.image));
        }
        written.covered = std::move(page.covered);
        written.scale = page.scale;
        written.dx = page.dx;
        written.dy = page.dy;
        written.width = page.width;
        written.height = page.height;
        if (planned.treatment == Treatment::Redacted) open.texts[index] = std::move(page.text);
    }
    if (!place.pdf.empty()) REDWELL_CHECK(put(place.pdf, reply->pdf));
    m_done += run.count;
    open.missing -= run.count;
    return open.missing == 0 ? finish(run.place) : Status{};
}

Status VolumeWriter::finish(std::size_t index) {
    const auto& place = m_places[index];
    if (!place.text.empty()) {
        auto text = join(m_open[index].texts, "\f");
        if (!text.empty() && text.back() != '\n') text += '\n';
        REDWELL_CHECK(put(place.text, text));
    }
    m_open.erase(index);
    return {};
}

Status VolumeWriter::writeNative(const DocumentPlace& place, const PlannedDocument& planned) {
    REDWELL_CHECK(m_case.originals().verify(planned.document.sha256));
    REDWELL_TRY(const auto bytes, readFile(m_case.originals().pathOf(planned.document.sha256)));
    return put(place.native, bytes);
}

Status VolumeWriter::writeLoadFiles() {
    const auto& s = m_plan.specification;
    const auto& columns = s.fields.empty() ? standardFields() : s.fields;
    const auto name = "DATA/" + s.volume;
    const auto asked = [&](const char* kind) { return std::ranges::find(s.loadFiles, kind) != s.loadFiles.end(); };
    if (asked("dat") || asked("csv")) {
        REDWELL_TRY(const auto rows, loadFileRows(m_case, m_plan, m_places, columns));
        if (asked("dat")) REDWELL_CHECK(put(name + ".dat", writeDat(columns, rows)));
        if (asked("csv")) REDWELL_CHECK(put(name + ".csv", writeCsv(columns, rows)));
    }
    if (asked("opt") || asked("lfp")) {
        std::vector<ImageEntry> images;
        for (const auto& d : m_manifest.documents) {
            const bool asPdf = !wantsImages() && !d.pdf.empty();
            for (std::size_t i = 0; i < d.pages.size(); ++i) {
                if (asPdf ? i > 0 : d.pages[i].image.empty()) continue;
                images.push_back({d.pages[i].bates, s.volume, withBackslashes(asPdf ? d.pdf : d.pages[i].image), i == 0,
                                  i == 0 ? static_cast<int>(d.pages.size()) : 0});
            }
        }
        if (asked("opt")) REDWELL_CHECK(put(name + ".opt", writeOpt(images)));
        if (asked("lfp")) REDWELL_CHECK(put(name + ".lfp", writeLfp(images)));
    }
    return {};
}

Error VolumeWriter::stopped() const {
    return {ErrorKind::Cancelled, "the production was stopped; nothing of it is kept", m_plan.specification.volume};
}

Result<std::string> VolumeWriter::write(Progress& progress, std::stop_token stop) {
    REDWELL_TRY(m_places, layOut(m_plan));
    {
        REDWELL_TRY(auto lease, m_case.read());
        REDWELL_CHECK(lease->query("SELECT password FROM passwords ORDER BY id", casefile::Parameters{},
                                   [&](const casefile::Row& row) { m_passwords.push_back(row.text(0)); }));
    }
    m_manifest.specification = m_plan.specification;
    m_manifest.withheld = m_plan.withheld;
    for (const auto& place : m_places) {
        const auto& planned = m_plan.documents[place.planned];
        ManifestDocument d{planned.beginBates,
                           planned.endBates,
                           std::string(name(planned.treatment)),
                           place.text,
                           place.pdf,
                           place.native,
                           {}};
        for (const auto& page : place.pages) d.pages.push_back({page.bates, {}, kSheetWidth, kSheetHeight, {}, {}});
        m_manifest.documents.push_back(std::move(d));
    }
    auto waiting = runs();
    while ((!waiting.empty() || !m_died.empty() || m_pool.running() > 0) && !m_failed) {
        if (waiting.empty() && m_pool.running() == 0 && !m_died.empty()) {
            waiting.push_back(m_died.front());
            m_died.pop_front();
        }
        if (stop.stop_requested()) m_failed = stopped();
        while (!m_failed && !waiting.empty() && m_pool.running() < 2 * m_pool.workers()) {
            if (auto sent = submit(waiting.front()); !sent) m_failed = sent.error();
            waiting.pop_front();
        }
        if (m_failed) break;
        if (m_pool.running() > 0) REDWELL_CHECK(m_pool.poll(std::chrono::milliseconds(100)));
        progress.report(m_done, m_plan.producedPages, kWritingPages);
    }
    // Callbacks hold on to this object: all of them come before it goes.
    if (m_failed) m_pool.stopAll();
    while (m_failed && m_pool.running() > 0)
        if (!m_pool.poll(std::chrono::milliseconds(100))) break;
    if (m_failed) return *m_failed;
    for (const auto& place : m_places) {
        if (place.native.empty()) continue;
        if (stop.stop_requested()) return stopped();
        REDWELL_CHECK(writeNative(place, m_plan.documents[place.planned]));
    }
    REDWELL_CHECK(writeLoadFiles());
    const auto json = m_manifest.toJson();
    REDWELL_CHECK(put(kManifestName, json));
    return sha256(json).hex();
}

}  // namespace redwell::production
