#include "ui/session/open_case.h"

#include "ui/session/text.h"

namespace redwell::ui {
namespace {

constexpr int kLook = 15;  // ms between two looks whether the work is over

}  // namespace

OpenCase::OpenCase(std::unique_ptr<casefile::Case> opened) : file(std::move(opened)) {
    reading.setMaxThreadCount(2);
    writing.setMaxThreadCount(1);
    jobs.setMaxThreadCount(4);
}

OpenCase::~OpenCase() {
    cancel();
    jobs.waitForDone();
    writing.waitForDone();
    reading.waitForDone();
}

void OpenCase::cancel() {
    for (const auto& task : running)
        if (task) task->cancel();
}

bool OpenCase::isIdle() { return jobs.waitForDone(0) && writing.waitForDone(0) && reading.waitForDone(0); }

ClosingCase::ClosingCase(std::unique_ptr<OpenCase> open, QObject* parent)
    : QObject(parent), m_name(shown(open->file->name())), m_open(std::move(open)) {
    m_open->cancel();
    m_looking.setInterval(kLook);
    connect(&m_looking, &QTimer::timeout, this, &ClosingCase::look);
    m_looking.start(0);
}

ClosingCase::~ClosingCase() { m_ending.waitForDone(); }

void ClosingCase::look() {
    if (!m_open->isIdle()) return m_looking.start(kLook);
    m_looking.stop();
    // The database is put in order when it is closed, which takes a while as well.
    Task::start(
        &m_ending, this,
        [file = std::shared_ptr(std::move(m_open->file))](Progress&, std::stop_token) mutable {
            file.reset();
            return Status();
        },
        [this](const Status&) {
            emit closed();
            deleteLater();
        });
}

}  // namespace redwell::ui
