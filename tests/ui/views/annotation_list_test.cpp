#include "ui/review/annotation_list.h"

#include "support/small_case.h"
#include "ui/session/case_session.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace redwell::ui {
namespace {

class AnnotationListTest : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        first = put("one");
        second = put("two");
        session = std::make_unique<CaseSession>(std::move(m_case));
        list.show();
        list.setSession(session.get());
        list.setDocument(first.id);
    }
    void TearDown() override { list.setSession(nullptr); }

    QPlainTextEdit& text() { return *list.findChild<QPlainTextEdit*>(QStringLiteral("noteText")); }
    std::vector<review::Annotation> stored(DocumentId document) {
        auto lease = session->caseFile().read();
        return *review::AnnotationStore(**lease).ofDocument(document);
    }

    documents::Document first, second;
    std::unique_ptr<CaseSession> session;
    AnnotationList list;
};

TEST_F(AnnotationListTest, WhatWasWrittenWaitsForItsDocument) {
    QList<std::tuple<std::int64_t, int, Box>> moved;
    QObject hearing;
    QObject::connect(&list, &AnnotationList::draftMoved, &hearing, [&](DocumentId document, int page, const Box& box) {
        moved.append({document.value, page, box});
    });
    list.begin(1, {72, 72, 200, 120}, {}, QStringLiteral("A note on a place of page 1"));
    QTest::keyClicks(&text(), QStringLiteral("ask counsel"));
    list.setDocument(second.id);
    EXPECT_TRUE(text().toPlainText().isEmpty());
    EXPECT_EQ(moved.last(), std::tuple(second.id.value, 0, Box{}));
    list.setDocument(second.id);  // opened once more
    QSignalSpy seen(&list, &AnnotationList::wantsToBeSeen);
    list.setDocument(first.id);
    EXPECT_EQ(text().toPlainText(), QStringLiteral("ask counsel"));
    EXPECT_EQ(seen.size(), 1) << "it is offered";
    EXPECT_EQ(moved.last(), std::tuple(first.id.value, 1, Box{72, 72, 200, 120}));
    list.findChild<QPushButton*>(QStringLiteral("addNote"))->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return stored(first.id).size() == 1; }));
    EXPECT_EQ(stored(first.id)[0].page, 1);
    EXPECT_EQ(stored(first.id)[0].box, (Box{72, 72, 200, 120}));
    list.setDocument(second.id);
    list.setDocument(first.id);
    EXPECT_TRUE(text().toPlainText().isEmpty()) << "it is a note by now";
}

TEST_F(AnnotationListTest, TheSameDocumentOnceMoreTakesNothingAway) {
    QTest::keyClicks(&text(), QStringLiteral("half a th"));
    list.setDocument(first.id);
    EXPECT_EQ(text().toPlainText(), QStringLiteral("half a th"));
}

TEST_F(AnnotationListTest, ClosingTheCaseSavesWhatWasNotAdded) {
    list.begin(1, {72, 72, 200, 120}, {}, {});
    QTest::keyClicks(&text(), QStringLiteral("ask counsel"));
    list.setDocument(second.id);
    QTest::keyClicks(&text(), QStringLiteral("and this"));
    list.saveDrafts();
    ASSERT_TRUE(QTest::qWaitFor([&] { return stored(first.id).size() == 1 && stored(second.id).size() == 1; }));
    EXPECT_EQ(stored(first.id)[0].note, "ask counsel");
    EXPECT_EQ(stored(first.id)[0].box, (Box{72, 72, 200, 120}));
    EXPECT_EQ(stored(second.id)[0].note, "and this");
}

}  // namespace
}  // namespace redwell::ui
