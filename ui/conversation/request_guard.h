// What Chromium may fetch: the one page that the view itself serves. Everything else is refused before it leaves,
// whatever the page says; the profile keeps nothing on disk.
#pragma once

#include <QByteArray>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineUrlSchemeHandler>

#include <atomic>

class QWebEngineProfile;

namespace redwell::ui {

// Before QApplication is made: what Chromium must know before it starts.
void prepareChromium();

class PageServer : public QWebEngineUrlSchemeHandler {
    Q_OBJECT
public:
    using QWebEngineUrlSchemeHandler::QWebEngineUrlSchemeHandler;
    QUrl put(const QByteArray& html);  // replaces what was served; its address
    void requestStarted(QWebEngineUrlRequestJob* job) override;

private:
    QByteArray m_html;
    int m_edition = 0;
};

class RequestGuard : public QWebEngineUrlRequestInterceptor {
    Q_OBJECT
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void interceptRequest(QWebEngineUrlRequestInfo& info) override;
    int refused() const { return m_refused; }

private:
    std::atomic<int> m_refused = 0;
};

// An off-the-record profile that can load nothing but what server serves.
QWebEngineProfile* makeSealedProfile(PageServer* server, RequestGuard* guard, QObject* parent);

}  // namespace redwell::ui
