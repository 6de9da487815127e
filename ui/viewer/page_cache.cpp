#include "ui/viewer/page_cache.h"

#include "base/files.h"
#include "processing/page_images.h"
#include "ui/session/text.h"

#include <cmath>
#include <mutex>

namespace redwell::ui {
namespace {

PageKey keyOf(const Sha256& original, int page, double dpi) {
    return {original, page, static_cast<int>(std::lround(dpi * 10))};
}

// A copy in the format that is painted without conversion.
QImage imageOf(const documents::Raster& raster) {
    const bool isGray = raster.format == documents::Raster::Format::Gray8;
    const QImage view(raster.pixels.data(), raster.width, raster.height, static_cast<qsizetype>(raster.bytesPerLine()),
                      isGray ? QImage::Format_Grayscale8 : QImage::Format_RGB888);
    return isGray ? view.copy() : view.convertToFormat(QImage::Format_RGB32);
}

}  // namespace

// The worker for pages, started with the first case: a window without one needs none.
struct PageCache::Renderer {
    std::mutex starting;
    std::unique_ptr<processing::WorkerPool> pool;
    std::unique_ptr<processing::PageImages> images;

    Status start() {
        const std::scoped_lock lock(starting);
        if (pool) return {};
        REDWELL_TRY(pool, processing::WorkerPool::start(1, ""));
        images = std::make_unique<processing::PageImages>(*pool);
        return {};
    }

    Result<QImage> render(const std::filesystem::path& original, const wire::RenderRequest& request,
                          std::stop_token stop) {
        REDWELL_CHECK(start());
        REDWELL_TRY(auto file, openForReading(original));
        REDWELL_TRY(const auto raster, images->render(std::move(file), request, stop));
        return imageOf(raster);
    }
};

PageCache::PageCache(QObject* parent) : QObject(parent), m_renderer(std::make_shared<Renderer>()) {
    m_pool.setMaxThreadCount(1);
}

PageCache::~PageCache() {
    if (m_task) m_task->cancel();
    m_pool.waitForDone();
}

void PageCache::start() {
    // What goes wrong is told by the first page.
    m_pool.start([renderer = m_renderer] { static_cast<void>(renderer->start()); });
}

void PageCache::setOriginals(const casefile::Originals* originals) {
    m_originals = originals;
    m_wanted[0] = m_wanted[1] = {};
    if (m_task) m_task->cancel();
    m_kept.clear();
    m_uses.clear();
    m_problems.clear();
    m_bytes = 0;
}

void PageCache::want(int rank, const PageSource& source, const std::vector<PageWish>& wishes) {
    m_wanted[rank] = {source, wishes};
    if (m_running && !isWanted(*m_running) && m_task) m_task->cancel();
    next();
}

bool PageCache::isWanted(const PageKey& key) const {
    for (const auto& wanted : m_wanted)
        for (const auto& wish : wanted.wishes)
            if (keyOf(wanted.source.original, wish.page, wish.dpi) == key) return true;
    return false;
}

bool PageCache::isWaitingFor(const Sha256& original, int page) const { return !m_problems.contains({original, page}); }

QImage PageCache::exact(const Sha256& original, int page, double dpi) {
    const auto found = m_kept.find(keyOf(original, page, dpi));
    if (found == m_kept.end()) return {};
    m_uses.splice(m_uses.begin(), m_uses, found->second.use);
    return found->second.image;
}

QImage PageCache::nearest(const Sha256& original, int page, double dpi) {
    const auto at = m_kept.lower_bound(keyOf(original, page, dpi));
    const auto fits = [&](const auto& it) { return it->first.original == original && it->first.page == page; };
    auto best = m_kept.end();
    // A sharper one is better than a coarser one.
    if (at != m_kept.end() && fits(at))
        best = at;
    else if (at != m_kept.begin() && fits(std::prev(at)))
        best = std::prev(at);
    if (best == m_kept.end()) return {};
    m_uses.splice(m_uses.begin(), m_uses, best->second.use);
    return best->second.image;
}

QString PageCache::problem(const Sha256& original, int page) const {
    const auto found = m_problems.find({original, page});
    return found == m_problems.end() ? QString() : found->second;
}

void PageCache::keep(const PageKey& key, QImage image) {
    if (m_kept.contains(key)) return;
    m_bytes += image.sizeInBytes();
    m_uses.push_front(key);
    m_kept.emplace(key, Kept{std::move(image), m_uses.begin()});
    while (m_bytes > kMaxBytes && m_uses.size() > 1) {
        const auto oldest = m_kept.find(m_uses.back());
        m_bytes -= oldest->second.image.sizeInBytes();
        m_kept.erase(oldest);
        m_uses.pop_back();
    }
}

void PageCache::next() {
    if (m_running || !m_originals) return;
    for (const auto& wanted : m_wanted) {
        for (const auto& wish : wanted.wishes) {
            const PageKey key = keyOf(wanted.source.original, wish.page, wish.dpi);
            if (m_kept.contains(key) || m_problems.contains({key.original, key.page})) continue;
            wire::RenderRequest request{wanted.source.fileName, wanted.source.passwords, wish.page,
                                        key.dpiTenth / 10.0,    wish.rotation,           false};
            m_running = key;
            m_task = Task::start(
                &m_pool, this,
                [renderer = m_renderer, path = m_originals->pathOf(key.original), request = std::move(request)](
                    Progress&, std::stop_token stop) { return renderer->render(path, request, stop); },
                [this, key](Result<QImage> result) {
                    m_running.reset();
                    if (result)
                        keep(key, std::move(*result));
                    else if (result.error().kind != ErrorKind::Cancelled)
                        m_problems[{key.original, key.page}] = shown(result.error().message());
                    emit arrived(key.page);
                    next();
                });
            return;
        }
    }
}

}  // namespace redwell::ui
