// A page of HTML that Chromium shows and nothing more: no scripts, nothing loads, its links are handed over and never
// followed. Every view that shows messages draws into one of these.
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <QWidget>

#include <functional>
#include <optional>

class QKeyEvent;
class QVBoxLayout;
class QWebEngineView;

namespace redwell::ui {

class PageServer;
class RequestGuard;

class SealedView : public QWidget {
    Q_OBJECT
public:
    explicit SealedView(const QString& accessibleName, QWidget* parent = nullptr);
    ~SealedView() override;

    // Chromium takes most of a second of both cores to start: held, the first page waits until release, or a second.
    void hold() { m_isHeld = true; }
    void release();
    // Chromium starts with the first page. fragment: the id of what is the page's :target, "" for none.
    void load(const QByteArray& html, const QString& fragment);
    void setTarget(const QString& fragment);
    // Keys that are the view's own; true when it took the key.
    void setKeys(std::function<bool(QKeyEvent*)> keys) { m_keys = std::move(keys); }
    QString selectedText() const;
    int refusedRequests() const;
    QWebEngineView* view() const { return m_view; }  // null before the first page

    // The theme as CSS custom properties.
    static QString themeColors();

signals:
    // path: of "redwell:PATH". withShift: the run from the current message up to here is meant.
    void linkClicked(const QString& path, bool withShift);
    void menuWanted(const QPoint& globalPosition);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void makeView();

    QVBoxLayout* m_layout;
    QWebEngineView* m_view = nullptr;
    PageServer* m_server = nullptr;
    RequestGuard* m_guard = nullptr;
    std::function<bool(QKeyEvent*)> m_keys;
    QUrl m_address;
    QString m_target;
    std::optional<QByteArray> m_waiting;  // the page that waits for release
    bool m_isHeld = false, m_isLoaded = false, m_withShift = false, m_isSending = false;
};

}  // namespace redwell::ui
