// A reviewer at the window: evidence that the test draws itself, and the ways to wait for what the window shows.
#pragma once

#include "documents/document_store.h"
#include "ui/documents/document_grid.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/session/case_session.h"
#include "ui/viewer/page_content.h"
#include "ui/viewer/page_view.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <functional>
#include <memory>

namespace redwell::ui {

class Desktop : public testing::Test {
protected:
    static constexpr int kPatience = 120'000;  // far more than it takes, for a machine that has other work

    void SetUp() override {
        QDir(m_folder.path()).mkpath(QStringLiteral("Okonjo"));
        QDir(m_folder.path()).mkpath(QStringLiteral("out"));
        openWindow();
    }
    void TearDown() override {
        if (HasFailure() && window) picture(QStringLiteral("failed"));
        window.reset();
    }

    void openWindow() {
        window = std::make_unique<MainWindow>();
        window->show();
        activate();
    }
    // Keys go to the active window, and without a window manager nobody makes it active again after a dialog.
    void activate() {
        window->activateWindow();
        window->raise();
        EXPECT_TRUE(QTest::qWaitForWindowActive(window.get(), kPatience));
    }
    bool wait(const std::function<bool()>& until) {
        return QTest::qWaitFor([&] { return until() || complains(); }, kPatience) && !complains();
    }
    bool complains() const {
        const auto* box = window ? window->findChild<QMessageBox*>(QStringLiteral("complaint")) : nullptr;
        if (box)
            ADD_FAILURE() << "the window says: "
                          << (box->text() + QStringLiteral(": ") + box->informativeText()).toStdString();
        return box != nullptr;
    }
    template <class T>
    T* find(const QString& name, QObject* in = nullptr) {
        return (in ? in : window.get())->findChild<T*>(name);
    }
    template <class T>
    T* waitFor(const QString& name) {
        T* found = nullptr;
        EXPECT_TRUE(wait([&] { return (found = find<T>(name)) && found->isVisible(); })) << name.toStdString();
        return found;
    }
    void press(QWidget* button) { QTest::mouseClick(button, Qt::LeftButton); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        activate();
        QTest::keyClick(window->focusWidget() ? window->focusWidget() : window.get(), key, modifiers);
    }

    QString path(const QString& name) const { return m_folder.filePath(name); }
    void write(const QString& name, const QByteArray& bytes) {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << name.toStdString();
        file.write(bytes);
    }
    // So many long chats that a window can be closed, or processing paused, in the middle of them.
    void writeTalks(int files, int lines) {
        for (int file = 0; file < files; ++file) {
            QByteArray chat;
            for (int line = 0; line < lines; ++line)
                chat += QStringLiteral("[2024-01-16 22:%1:%2] Dario Okonjo: line %3 of talk %4\n")
                            .arg(line / 60, 2, 10, QLatin1Char('0'))
                            .arg(line % 60, 2, 10, QLatin1Char('0'))
                            .arg(line)
                            .arg(file)
                            .toUtf8();
            write(QStringLiteral("Okonjo/talk %1.txt").arg(file), chat);
        }
    }
    void picture(const QString& name) {
        const auto folder = qEnvironmentVariable("REDWELL_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QDir().mkpath(folder);
        window->grab().save(QDir(folder).filePath(QStringLiteral("journey-%1.png").arg(name)));
        for (auto* dialog : window->findChildren<QDialog*>())
            if (dialog->isVisible())
                dialog->grab().save(QDir(folder).filePath(QStringLiteral("journey-%1-dialog.png").arg(name)));
    }

    void makeCase() {
        window->newCase();
        auto* dialog = waitFor<QDialog>(QStringLiteral("newCaseDialog"));
        ASSERT_NE(dialog, nullptr);
        find<QLineEdit>(QStringLiteral("caseName"), dialog)->setText(QStringLiteral("Marlowe"));
        find<QLineEdit>(QStringLiteral("casePlace"), dialog)->setText(m_folder.path());
        find<QLineEdit>(QStringLiteral("caseReviewer"), dialog)->setText(QStringLiteral("Ann Reviewer"));
        press(find<QPushButton>(QStringLiteral("createCase"), dialog));
        ASSERT_TRUE(wait([this] { return window->session() != nullptr; }));
    }
    void addEvidence() {
        window->addEvidence({path(QStringLiteral("Okonjo"))});
        auto* dialog = waitFor<QDialog>(QStringLiteral("addEvidenceDialog"));
        ASSERT_NE(dialog, nullptr);
        auto* add = find<QPushButton>(QStringLiteral("addToCase"), dialog);
        ASSERT_TRUE(add->isEnabled());
        press(add);
    }

    // work: Result<T>(Database&), on the case as it is on the disk.
    template <class Work>
    auto read(Work work) {
        auto lease = window->session()->caseFile().read();
        EXPECT_TRUE(lease) << "the case cannot be read";
        auto result = work(**lease);
        EXPECT_TRUE(result) << result.error().message();
        return *result;
    }
    documents::Counts counts() {
        return read([](casefile::Database& database) { return documents::DocumentStore(database).counts(); });
    }

    DocumentGrid& grid() { return *window->findChild<DocumentGrid*>(); }
    DocumentTableModel& documents() { return *static_cast<DocumentTableModel*>(grid().model()); }
    const PageContent& content() { return *window->findChild<ReadingDesk*>()->findChild<PageContent*>(); }
    PageView& pages() { return *window->findChild<PageView*>(); }

    // Where a box of a page (from 1) stands in the page view's viewport.
    QRect placeOf(int page, const Box& box) {
        PageArrangement arrangement;
        arrangement.arrange(content().pages(), pages().zoom() * pages().logicalDpiX() / 72.0, pages().position().turn,
                            pages().viewport()->width());
        const QPoint scrolled(pages().horizontalScrollBar()->value(), pages().verticalScrollBar()->value());
        return QRect(arrangement.toSheet(page - 1, {box.x0, box.y0}).toPoint() - scrolled,
                     arrangement.toSheet(page - 1, {box.x1, box.y1}).toPoint() - scrolled)
            .intersected(pages().viewport()->rect());
    }
    // How much of a place is dark, 0 to 1.
    double darkness(const QRect& place) {
        const QImage image = pages().viewport()->grab(place).toImage().convertToFormat(QImage::Format_Grayscale8);
        qint64 dark = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) dark += qGray(image.pixel(x, y)) < 100;
        return image.isNull() ? 0 : static_cast<double>(dark) / (image.width() * image.height());
    }
    void drag(const QRect& over) {
        auto* on = pages().viewport();
        QTest::mousePress(on, Qt::LeftButton, {}, over.topLeft());
        for (const QPoint& to : {over.center(), over.bottomRight()}) {
            QMouseEvent move(QEvent::MouseMove, to, on->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(on, &move);
        }
        QTest::mouseRelease(on, Qt::LeftButton, {}, over.bottomRight());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> window;
};

}  // namespace redwell::ui
