#include "processing/worker_pool.h"

#include "processing/job_end.h"
#include "processing/wire/answer.h"
#include "processing/wire/codec.h"
#include "processing/wire/socket.h"
#include "processing/worker_process.h"

#include <poll.h>

#include <algorithm>
#include <deque>
#include <map>

namespace redwell::processing {

using Clock = std::chrono::steady_clock;
using wire::ControlKind;
using namespace std::chrono_literals;

namespace {

constexpr auto kLoading = 30s;     // for libraries and the OCR model
constexpr auto kStopSlice = 10ms;  // how soon run() notices a stop
constexpr int kMostWorkers = 256;

struct Job {
    std::string fileName;
    FileDescriptor request, input;
    WorkerPool::Done done;
    FileDescriptor stream;  // of a running job
    wire::AnswerReader answer;
    bool isStreamOpen = true, isEnded = false, isKilled = false;
    std::optional<Error> nonsense;
    JobEnd end;
    Clock::time_point deadline;
};

struct Finished {
    WorkerPool::Done done;
    JobOutcome outcome;
};

}  // namespace

struct WorkerPool::State {
    int workers;
    std::string languages;
    WorkerLimits limits;
    std::filesystem::path program;
    std::optional<WorkerProcess> process;
    bool isReady = false;
    int deathsInARow = 0;  // of the server, with no job done in between
    std::optional<Error> broken;
    std::uint64_t lastJob = 0;
    std::map<std::uint64_t, Job> running;
    std::deque<std::pair<std::uint64_t, Job>> queue;
    std::deque<Finished> finished;

    Status spawn() {
        REDWELL_TRY(process, WorkerProcess::spawn(program, languages));
        isReady = false;
        return {};
    }

    // The server is gone: its running jobs fail, and it is started once more. When it dies again before it has done a
    // job, nothing can be read any more.
    void serverDied(const Error& why) {
        process.reset();
        for (auto& [id, job] : running) {
            job.end.stoppedBy = StoppedBy::ServerDeath;
            finish(job);
        }
        running.clear();
        if (++deathsInARow > 1) broken = why;
        if (broken) return;
        if (const auto again = spawn(); !again) broken = again.error();
    }

    void launchSome() {
        while (!queue.empty()) {
            if (broken) {
                auto job = std::move(queue.front().second);
                queue.pop_front();
                finished.push_back({std::move(job.done), {{}, broken, true}});
                continue;
            }
            if (static_cast<int>(running.size()) >= workers) return;
            auto [id, job] = std::move(queue.front());
            queue.pop_front();
            launch(id, std::move(job));
        }
    }

    void launch(std::uint64_t id, Job job) {
        auto ends = wire::socketPair(wire::SocketKind::Stream);
        if (!ends) {
            finished.push_back({std::move(job.done), {{}, ends.error(), true}});
            return;
        }
        job.stream = std::move(ends->ours);
        job.deadline = Clock::now() + limits.wallClock + (isReady ? 0s : kLoading);
        const auto sent = process->startJob(id, job.request.get(), ends->theirs.get(), job.input.get(),
                                            limits.memoryBytes, limits.cpu);
        job.request.reset();
        job.input.reset();
        running.emplace(id, std::move(job));
        if (!sent) serverDied(sent.error());
    }

    void finish(Job& job) {
        JobOutcome outcome;
        if (job.isStreamOpen && !job.nonsense && job.end.stoppedBy != StoppedBy::Caller) hearJob(job);
        const bool leftByItself = job.end.stoppedBy == StoppedBy::Nobody || job.end.stoppedBy == StoppedBy::Clock;
        const bool hasAnswer = leftByItself && !job.nonsense && job.end.status == 0 && job.answer.isWhole();
        if (hasAnswer) {
            deathsInARow = 0;
            bool isJobError = false;
            auto reply = job.answer.take(isJobError);
            if (reply) {
                outcome.reply = std::move(reply).value();
            } else {
                outcome.error = reply.error();
                if (isJobError && outcome.error->where.empty()) outcome.error->where = job.fileName;
            }
        } else if (job.nonsense) {  // that it was killed then says nothing
            outcome.error = job.nonsense;
        } else if (auto error = errorOf(job.end, limits, job.fileName)) {
            outcome.error = std::move(error);
            outcome.isStopped = job.end.stoppedBy == StoppedBy::Caller;
            outcome.died = !outcome.isStopped;
        } else {
            outcome.error = Error{ErrorKind::Internal, "The reader ended without an answer"};
            outcome.died = true;
        }
        if (outcome.error && outcome.error->where.empty()) outcome.error->where = job.fileName;
        finished.push_back({std::move(job.done), std::move(outcome)});
    }

    void kill(std::uint64_t id, Job& job, StoppedBy by) {
        if (job.isKilled) return;
        job.isKilled = true;
        if (job.end.stoppedBy == StoppedBy::Nobody) job.end.stoppedBy = by;
        static_cast<void>(process->killJob(id));  // if that fails, the server is dead and hear() will tell
    }

    // A job in the queue has no child to kill.
    void stopQueued(Job& job) {
        job.end.stoppedBy = StoppedBy::Caller;
        job.isStreamOpen = false;
        finish(job);
    }

    void hearJob(Job& job) {
        const auto closed = job.answer.readFrom(job.stream.get());
        if (!closed) job.nonsense = closed.error();
        if (!closed || *closed) job.isStreamOpen = false;
    }

    void hearServer() {
        while (process) {
            auto heard = process->hear();
            if (!heard) return serverDied(heard.error());
            if (!*heard) return;
            const auto& packet = (*heard)->packet;
            const auto found = running.find(packet.job);
            switch (packet.kind) {
                case ControlKind::Ready: isReady = true; break;
                case ControlKind::Failed: broken = (*heard)->failure; return serverDied(*broken);
                case ControlKind::Started:
                    if (found != running.end()) found->second.deadline = Clock::now() + limits.wallClock;
                    break;
                case ControlKind::Ended:
                    if (found == running.end()) break;
                    found->second.end.status = packet.status;
                    found->second.end.memoryBytes = packet.memoryBytes;
                    found->second.end.cpuSeconds = packet.cpuSeconds;
                    finish(found->second);
                    running.erase(found);
                    break;
                default: return serverDied({ErrorKind::Internal, "The reader spoke out of turn"});
            }
        }
    }

    // Waits for the server and the children until something comes or the time is over.
    Status wait(Clock::time_point until) {
        std::vector<pollfd> waiting;
        std::vector<std::uint64_t> jobs;
        if (process) waiting.push_back({process->control(), POLLIN, 0});
        for (const auto& [id, job] : running) {
            if (!job.isKilled) until = std::min(until, job.deadline);
            if (!job.isStreamOpen) continue;
            waiting.push_back({job.stream.get(), POLLIN, 0});
            jobs.push_back(id);
        }
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        const auto timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
        const int ready = ::poll(waiting.data(), waiting.size(), timeout);
        if (ready < 0 && errno != EINTR) return systemError("could not wait for the reader", {});
        if (ready > 0) {
            const std::size_t first = waiting.size() - jobs.size();
            for (std::size_t i = 0; i < jobs.size(); ++i)
                if (waiting[first + i].revents) hearNonsenseToo(jobs[i]);
            if (first == 1 && waiting[0].revents) hearServer();
        }
        const auto now = Clock::now();
        for (auto& [id, job] : running)
            if (now >= job.deadline) kill(id, job, StoppedBy::Clock);
        return {};
    }

    void hearNonsenseToo(std::uint64_t id) {
        auto& job = running.at(id);
        hearJob(job);
        if (job.nonsense) kill(id, job, StoppedBy::Nobody);  // nothing good can come any more
    }

    // Calls back outside of all loops, since a callback may submit the next job.
    bool callBack() {
        bool any = false;
        while (!finished.empty()) {
            auto next = std::move(finished.front());
            finished.pop_front();
            any = true;
            if (next.done) next.done(std::move(next.outcome));
        }
        return any;
    }

    bool isIdle() const { return running.empty() && queue.empty() && finished.empty(); }
};

WorkerPool::WorkerPool(std::unique_ptr<State> state) : m_state(std::move(state)) {}
WorkerPool::~WorkerPool() = default;

Result<std::unique_ptr<WorkerPool>> WorkerPool::start(int workers, const std::string& languages, WorkerLimits limits) {
    auto state = std::make_unique<State>();
    state->workers = std::clamp(workers, 1, kMostWorkers);
    state->languages = languages;
    state->limits = limits;
    REDWELL_TRY(state->program, findWorkerProgram());
    REDWELL_CHECK(state->spawn());
    state->deathsInARow = 1;  // one that cannot even start once is not started again
    const auto until = Clock::now() + kLoading;
    while (!state->isReady && !state->broken && Clock::now() < until) REDWELL_CHECK(state->wait(until));
    if (state->broken) return *state->broken;
    if (!state->isReady)
        return Error{ErrorKind::TimedOut, "did not start within 30 seconds", state->program.string(), "Try again."};
    state->deathsInARow = 0;
    return std::unique_ptr<WorkerPool>(new WorkerPool(std::move(state)));
}

void WorkerPool::submit(wire::Request request, FileDescriptor input, Done done) {
    Job job;
    job.fileName = wire::fileNameOf(request);
    job.done = std::move(done);
    job.input = std::move(input);
    auto memory = wire::sealedMemory(wire::encodeRequest(request));
    if (!memory) {
        m_state->finished.push_back({std::move(job.done), {{}, memory.error(), false}});
        return;
    }
    job.request = std::move(memory).value();
    m_state->queue.emplace_back(++m_state->lastJob, std::move(job));
    m_state->launchSome();
}

int WorkerPool::running() const {
    return static_cast<int>(m_state->running.size() + m_state->queue.size() + m_state->finished.size());
}

int WorkerPool::workers() const { return m_state->workers; }

Status WorkerPool::poll(std::chrono::milliseconds timeout) {
    auto& state = *m_state;
    const auto until = Clock::now() + timeout;
    for (;;) {
        state.launchSome();
        if (state.callBack()) return {};
        if (state.isIdle()) return {};
        REDWELL_CHECK(state.wait(until));
        state.launchSome();
        if (state.callBack() || Clock::now() >= until) return {};
    }
}

void WorkerPool::stopAll() {
    for (auto& [id, job] : m_state->queue) m_state->stopQueued(job);
    m_state->queue.clear();
    for (auto& [id, job] : m_state->running) m_state->kill(id, job, StoppedBy::Caller);
}

JobOutcome WorkerPool::run(wire::Request request, FileDescriptor input, std::stop_token stop) {
    auto& state = *m_state;
    std::optional<JobOutcome> outcome;
    submit(std::move(request), std::move(input), [&outcome](JobOutcome ended) { outcome = std::move(ended); });
    const auto id = state.lastJob;
    while (!outcome) {
        if (stop.stop_requested()) {
            if (const auto job = state.running.find(id); job != state.running.end())
                state.kill(id, job->second, StoppedBy::Caller);
            const auto queued = std::find_if(state.queue.begin(), state.queue.end(),
                                             [id](const auto& entry) { return entry.first == id; });
            if (queued != state.queue.end()) {
                state.stopQueued(queued->second);
                state.queue.erase(queued);
            }
        }
        if (const auto polled = poll(stop.stop_possible() ? kStopSlice : 1000ms); !polled && !outcome)
            return {{}, polled.error(), true};
    }
    return std::move(*outcome);
}

}  // namespace redwell::processing
