// Images of pages, made in the worker and kept up to a bound. A view says at each paint what it wants to see; what it
// no longer wants is dropped from the queue, and taken off the worker when it is already there. Images outlive a change
// of document, so that going back shows the pages at once.
#pragma once

#include "base/hash.h"
#include "casefile/originals.h"
#include "processing/worker_pool.h"
#include "ui/session/task.h"

#include <QImage>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include <list>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace redwell::ui {

struct PageKey {
    Sha256 original;
    int page = 1;  // of the original
    int dpiTenth = 0;
    auto operator<=>(const PageKey&) const = default;
};

struct PageSource {  // what a page is rendered from
    Sha256 original;
    std::string fileName;
    std::vector<std::string> passwords;
};

struct PageWish {
    int page = 1;
    int rotation = 0;  // degrees that OCR found
    double dpi = 96;
};

class PageCache : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 kMaxBytes = qint64{300} << 20;

    explicit PageCache(QObject* parent = nullptr);
    ~PageCache() override;

    // Starts the worker for pages, which else starts with the first page.
    void start();
    void setOriginals(const casefile::Originals* originals);  // nullptr: no case; ends what is running
    // Replaces what this asker wants of the open document, most urgent first. Askers are served in the order of their
    // rank (0 before 1), so that thumbnails never hold up a page.
    void want(int rank, const PageSource& source, const std::vector<PageWish>& wishes);
    // The image at this resolution; null when it is not there yet.
    QImage exact(const Sha256& original, int page, double dpi);
    // The one nearest in resolution, or null.
    QImage nearest(const Sha256& original, int page, double dpi);
    // Why a page could not be drawn; empty when nothing went wrong.
    QString problem(const Sha256& original, int page) const;
    bool isWaitingFor(const Sha256& original, int page) const;
    qint64 bytes() const { return m_bytes; }

signals:
    void arrived(int page);

private:
    struct Renderer;
    struct Wanted {
        PageSource source;
        std::vector<PageWish> wishes;
    };
    struct Kept {
        QImage image;
        std::list<PageKey>::iterator use;
    };
    void next();
    void keep(const PageKey& key, QImage image);
    bool isWanted(const PageKey& key) const;

    const casefile::Originals* m_originals = nullptr;
    std::shared_ptr<Renderer> m_renderer;
    std::map<PageKey, Kept> m_kept;
    std::list<PageKey> m_uses;  // most recent first
    std::map<std::pair<Sha256, int>, QString> m_problems;
    Wanted m_wanted[2];
    std::optional<PageKey> m_running;
    QPointer<Task> m_task;
    qint64 m_bytes = 0;
    QThreadPool m_pool;  // last: its end waits for what uses the above
};

}  // namespace redwell::ui
