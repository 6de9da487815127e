#include "ui/conversation/request_guard.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLoggingCategory>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInfo>
#include <QWebEngineUrlRequestJob>
#include <QWebEngineUrlScheme>

#include <unistd.h>

namespace redwell::ui {
namespace {
const QByteArray kScheme = QByteArrayLiteral("redwell-view");
}

void prepareChromium() {
    // Chromium's own sandbox refuses to start as root, where it would protect nothing.
    if (geteuid() == 0) qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    // Drawn without OpenGL: text needs none, and a window that shows one OpenGL view is made anew and composed in it.
    // What it tells about its context on each start is of use to nobody at a terminal.
    QLoggingCategory::setFilterRules(QStringLiteral("qt.webenginecontext.info=false"));
    if (!qEnvironmentVariableIsSet("QT_QUICK_BACKEND")) qputenv("QT_QUICK_BACKEND", "software");
    QCoreApplication::setAttribute(Qt::AA_ShareOpenGLContexts);  // Qt WebEngine asks for it all the same
    if (!QWebEngineUrlScheme::schemeByName(kScheme).name().isEmpty()) return;
    QWebEngineUrlScheme scheme(kScheme);
    scheme.setSyntax(QWebEngineUrlScheme::Syntax::Path);
    QWebEngineUrlScheme::registerScheme(scheme);
}

QUrl PageServer::put(const QByteArray& html) {
    m_html = html;
    return QUrl(QStringLiteral("%1:page/%2").arg(QString::fromLatin1(kScheme)).arg(++m_edition));
}

void PageServer::requestStarted(QWebEngineUrlRequestJob* job) {
    auto* buffer = new QBuffer(job);  // lives as long as the answer is read
    buffer->setData(m_html);
    job->reply(QByteArrayLiteral("text/html; charset=utf-8"), buffer);
}

void RequestGuard::interceptRequest(QWebEngineUrlRequestInfo& info) {
    const bool own = info.requestUrl().scheme().toLatin1() == kScheme &&
                     info.resourceType() == QWebEngineUrlRequestInfo::ResourceTypeMainFrame;
    if (own) return;
    ++m_refused;
    info.block(true);
}

QWebEngineProfile* makeSealedProfile(PageServer* server, RequestGuard* guard, QObject* parent) {
    auto* profile = new QWebEngineProfile(parent);  // without a name: off the record
    profile->setHttpCacheType(QWebEngineProfile::NoCache);
    profile->setPersistentCookiesPolicy(QWebEngineProfile::NoPersistentCookies);
    profile->setSpellCheckEnabled(false);
    profile->setUrlRequestInterceptor(guard);
    profile->installUrlSchemeHandler(kScheme, server);
    auto* settings = profile->settings();
    using S = QWebEngineSettings;
    for (const auto off :
         {S::JavascriptEnabled, S::JavascriptCanOpenWindows, S::JavascriptCanAccessClipboard, S::LocalStorageEnabled,
          S::PluginsEnabled, S::LocalContentCanAccessRemoteUrls, S::LocalContentCanAccessFileUrls,
          S::HyperlinkAuditingEnabled, S::AutoLoadImages, S::FullScreenSupportEnabled, S::WebGLEnabled,
          S::Accelerated2dCanvasEnabled, S::ErrorPageEnabled, S::DnsPrefetchEnabled, S::PdfViewerEnabled,
          S::NavigateOnDropEnabled, S::ScreenCaptureEnabled, S::LinksIncludedInFocusChain})
        settings->setAttribute(off, false);
    return profile;
}

}  // namespace redwell::ui
