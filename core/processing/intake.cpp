#include "processing/intake.h"

#include "processing/mail_batch.h"

#include <utility>

namespace redwell::processing {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostFiles = 1024;  // of a chunk, which one transaction writes
constexpr std::size_t kFirstFiles = 256;  // of the first one: nobody has anything to do before it
constexpr std::int64_t kMostBytes = std::int64_t{32} << 20;
constexpr std::chrono::milliseconds kLongest{250};  // that the first file of a chunk waits for the last
constexpr std::size_t kMostReady = 4;               // chunks ahead of the writer

// The file itself is not to blame.
bool cannotBeKept(const Error& error) { return error.kind == ErrorKind::DiskFull || error.kind == ErrorKind::ReadOnly; }

}  // namespace

Intake::Intake(casefile::Case& target, std::vector<Source> sources) : m_case(target) {
    m_isOver = sources.empty();
    if (m_isOver) return;
    m_thread = std::jthread([this, sources = std::move(sources)](const std::stop_token& stop) {
        Status status;
        for (const auto& source : sources) {
            if (stop.stop_requested()) break;
            status = walk(source, stop);
            if (!status) break;
        }
        const std::scoped_lock lock(m_mutex);
        if (!status) m_error = status.error();
        m_isOver = true;
        m_changed.notify_all();
    });
}

Intake::~Intake() { stop(); }

void Intake::stop() { m_thread.request_stop(); }  // wakes a wait of the thread, too

bool Intake::isDone() {
    const std::scoped_lock lock(m_mutex);
    return m_isOver && m_ready.empty() && !m_error;
}

Result<std::optional<Intake::Chunk>> Intake::next(std::chrono::milliseconds wait) {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, wait, [this] { return !m_ready.empty() || m_isOver; });
    if (!m_ready.empty()) {
        auto chunk = std::move(m_ready.front());
        m_ready.pop_front();
        m_changed.notify_all();
        return std::optional(std::move(chunk));
    }
    if (m_error) return *m_error;
    return std::optional<Chunk>();
}

Status Intake::walk(const Source& source, const std::stop_token& stop) {
    bool mayBeKnown = true;
    {
        REDWELL_TRY(auto lease, m_case.read());
        REDWELL_TRY(const auto any, lease->integer("SELECT EXISTS(SELECT 1 FROM documents WHERE source_id = :source)",
                                                   {{":source", source.id}}));
        mayBeKnown = any != 0;
    }
    m_filesKnown += countFiles(source.path, stop);
    EvidenceWalk walk(std::filesystem::path(source.path));
    Chunk chunk{source, {}, false};
    std::int64_t bytes = 0;
    auto most = kFirstFiles;
    auto begun = Clock::now();
    for (auto found = walk.next(); found; found = walk.next()) {
        if (stop.stop_requested()) return {};  // what is not handed over is found again
        REDWELL_TRY(auto taken, take(source, std::move(*found), mayBeKnown));
        if (!taken) {
            --m_filesKnown;  // it was counted, and the case has it
            continue;
        }
        if (chunk.files.empty()) begun = Clock::now();
        if (taken->hashes) bytes += taken->hashes->size;
        chunk.files.push_back(std::move(*taken));
        if (chunk.files.size() < most && bytes < kMostBytes && Clock::now() - begun < kLongest) continue;
        REDWELL_CHECK(m_case.originals().sync());
        if (!handOver(std::exchange(chunk, {source, {}, false}), stop)) return {};
        bytes = 0;
        most = kMostFiles;
    }
    chunk.isLast = true;
    REDWELL_CHECK(m_case.originals().sync());
    handOver(std::move(chunk), stop);
    return {};
}

Result<std::optional<TakenFile>> Intake::take(const Source& source, FoundFile found, bool mayBeKnown) {
    if (mayBeKnown) {
        REDWELL_TRY(auto lease, m_case.read());
        REDWELL_TRY(const bool isKnown, JobQueue(*lease).isKnown(source.id, found.sourcePath));
        if (isKnown) return std::optional<TakenFile>();
    }
    TakenFile taken{std::move(found.sourcePath), {}, std::move(found.problem)};
    taken.mayBeKnown = mayBeKnown;
    if (taken.problem) return std::optional(std::move(taken));
    std::string bytes;
    auto hashes = m_case.originals().add(found.path, &bytes);
    if (hashes) {
        taken.hashes = std::move(hashes).value();
        if (MailBatch::looksLikeOne(taken.sourcePath, {}, static_cast<std::int64_t>(bytes.size())))
            taken.smallMail = std::move(bytes);
    } else if (cannotBeKept(hashes.error())) {
        return hashes.error();
    } else {
        taken.problem = hashes.error();
    }
    return std::optional(std::move(taken));
}

bool Intake::handOver(Chunk chunk, const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    if (!m_changed.wait(lock, stop, [this] { return m_ready.size() < kMostReady; })) return false;
    m_ready.push_back(std::move(chunk));
    m_changed.notify_all();
    return true;
}

}  // namespace redwell::processing
