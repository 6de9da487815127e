#include "ui/reading/page_setter.h"

#include "processing/page_setting.h"
#include "ui/session/case_session.h"

#include <mutex>

namespace redwell::ui {

struct PageSetter::Worker {
    std::mutex using_;
    std::unique_ptr<processing::WorkerPool> pool;

    Result<std::int64_t> setPages(casefile::Case& file, DocumentId document, Progress& progress,
                                  const std::stop_token& stop) {
        const std::scoped_lock lock(using_);
        if (!pool) {
            REDWELL_TRY(pool, processing::WorkerPool::start(1, ""));
        }
        return processing::setPages(file, *pool, std::vector{document}, progress, stop);
    }
};

PageSetter::PageSetter(QObject* parent) : QObject(parent), m_worker(std::make_shared<Worker>()) {
    m_telling.setSingleShot(true);
    m_telling.setInterval(1500);
    connect(&m_telling, &QTimer::timeout, this, [this] {
        if (m_session) emit m_session->documentsChanged();
    });
}

PageSetter::~PageSetter() = default;

void PageSetter::setSession(CaseSession* session) {
    if (m_task) m_task->cancel();
    m_task = nullptr;
    m_telling.stop();
    m_session = session;
    m_wanted = m_served = {};
}

void PageSetter::want(DocumentId document) {
    m_wanted = document;
    if (!m_task) next();
}

void PageSetter::next() {
    if (!m_session || m_session->isReadOnly() || !m_wanted) return;
    m_served = std::exchange(m_wanted, {});
    m_task = m_session->run(
        this,
        [&file = m_session->caseFile(), worker = m_worker, document = m_served](
            Progress& progress, std::stop_token stop) { return worker->setPages(file, document, progress, stop); },
        [this](const Result<std::int64_t>& set) {
            m_task = nullptr;
            if (set && *set > 0) m_telling.start();
            emit tried(std::exchange(m_served, {}));
            if (!m_task) next();
        });
}

}  // namespace redwell::ui
