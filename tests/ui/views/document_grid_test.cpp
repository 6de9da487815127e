#include "ui/documents/document_grid.h"

#include "review/coding.h"
#include "support/small_case.h"
#include "ui/documents/view_list.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QTest>

namespace redwell::ui {
namespace {

class Grid : public support::SmallCase {
protected:
    void SetUp() override {
        SmallCase::SetUp();
        documents::Document mail;
        mail.kind = documents::Kind::Mail;
        mail.author = "Dario Okonjo <dokonjo@meridian.example>";
        first = put(mail, {"alpha"});
        second = put({}, {"beta"});
        ASSERT_TRUE(m_case->write([&](casefile::Database& database) {
            const review::Assignment hot{"hot", "true", review::Assignment::How::Set};
            return review::CodingStore(database).change(std::vector{second.id}, std::vector{hot}, "Ann");
        }));
        session = std::make_unique<CaseSession>(std::move(m_case));
        grid.resize(1190, 300);
        grid.show();
        model.setSession(session.get());
        model.setQuery(QStringLiteral("*"));
        ASSERT_TRUE(QTest::qWaitFor([&] {
            (void)model.index(0, 0).data();
            return model.rowCount() == 2 && model.rowAt(0) && model.rowAt(1);
        }));
    }
    void TearDown() override {
        model.setSession(nullptr);
        session.reset();
    }
    QModelIndex at(DocumentId document, int column) { return model.index(model.rowOf(document), column); }

    documents::Document first, second;
    std::unique_ptr<CaseSession> session;
    DocumentTableModel model;
    DocumentGrid grid{&model};
};

TEST_F(Grid, ItsColumnsFitTheWidthWithFlagsBeforeTheCoding) {
    EXPECT_EQ(grid.horizontalScrollBar()->maximum(), 0);
    EXPECT_LT(grid.columnViewportPosition(DocumentTableModel::Flags),
              grid.columnViewportPosition(DocumentTableModel::Coding));
    EXPECT_LE(grid.columnViewportPosition(DocumentTableModel::Coding) + 100, grid.viewport()->width());
    const int title = grid.columnWidth(DocumentTableModel::Title);
    grid.resize(1600, 300);
    EXPECT_GT(grid.columnWidth(DocumentTableModel::Title), title);
    EXPECT_EQ(grid.horizontalScrollBar()->maximum(), 0);
}

TEST_F(Grid, NumbersStandBelowEachOtherWhetherHotOrNot) {
    const auto icon = [&](DocumentId document) {
        return at(document, DocumentTableModel::Control).data(Qt::DecorationRole).value<QIcon>();
    };
    ASSERT_FALSE(icon(second.id).isNull());
    ASSERT_FALSE(icon(first.id).isNull());
    EXPECT_EQ(icon(first.id).actualSize(grid.iconSize()), icon(second.id).actualSize(grid.iconSize()));
}

TEST_F(Grid, AMailIsFromANameAndTheAddressIsAtHand) {
    const auto from = at(first.id, DocumentTableModel::From);
    EXPECT_EQ(from.data().toString(), QStringLiteral("Dario Okonjo"));
    EXPECT_TRUE(from.data(Qt::ToolTipRole).toString().contains(QStringLiteral("dokonjo@meridian.example")));
}

TEST_F(Grid, SaysWhyADocumentIsFlagged) {
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) -> Status {
        documents::DocumentStore store(database);
        REDWELL_TRY(auto document, store.find(first.id));
        document->flags = {"chat_problems"};
        REDWELL_CHECK(store.update(*document));
        return store.setMetadata(first.id, {{"chat_problems", "day 2 stops being JSON"}});
    }));
    emit session->documentsChanged();
    const auto tip = [&] { return at(first.id, DocumentTableModel::Flags).data(Qt::ToolTipRole).toString(); };
    ASSERT_TRUE(QTest::qWaitFor([&] { return tip().contains(QStringLiteral("stops being JSON")); }));
    EXPECT_TRUE(tip().contains(QStringLiteral("chat problems: Parts of the chat")));
}

TEST_F(Grid, KeepsWhatIsSelectedInAnotherOrder) {
    grid.selectAll();
    ASSERT_EQ(grid.selected().size(), 2u);
    grid.sortByColumn(DocumentTableModel::Control, Qt::DescendingOrder);
    ASSERT_TRUE(QTest::qWaitFor([&] { return model.idAt(0) == second.id; }));
    EXPECT_EQ(grid.selected(), (std::vector{second.id, first.id}));
    // Another search begins anew: nothing stays to be coded that was chosen for something else.
    model.setQuery(QStringLiteral("beta"));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !model.isSearching(); }));
    EXPECT_EQ(grid.selected().size(), 1u);
}

TEST_F(Grid, ShowsBatesNumbersOnceSomethingWasProduced) {
    EXPECT_TRUE(grid.isColumnHidden(DocumentTableModel::Bates));
    ASSERT_TRUE(session->caseFile().write([&](casefile::Database& database) -> Status {
        REDWELL_CHECK(database.run(
            "INSERT INTO productions(volume, specification, state, folder, begun_at, sealed_at, by) VALUES "
            "('VOL001', '{}', 'sealed', '/out', 1, 2, 'Ann')",
            casefile::Parameters{}));
        return database.run(
            "INSERT INTO production_documents(production_id, document_id, treatment, begin_bates, end_bates, prefix, "
            "first_number, last_number) VALUES (:id, :document, 'redacted', 'M-0001', 'M-0003', 'M-', 1, 3)",
            {{":id", database.lastInsertId()}, {":document", first.id.value}});
    }));
    emit session->productionsChanged();
    ASSERT_TRUE(QTest::qWaitFor([&] {
        return !grid.isColumnHidden(DocumentTableModel::Bates) &&
               !at(first.id, DocumentTableModel::Bates).data().toString().isEmpty();
    }));
    EXPECT_EQ(at(first.id, DocumentTableModel::Bates).data().toString(), QStringLiteral("M-0001 \u2013 M-0003"));
    EXPECT_EQ(at(first.id, DocumentTableModel::Bates).data(Qt::ToolTipRole).toString(),
              asPlainTip(QStringLiteral("VOL001: M-0001 to M-0003, redacted")));
    EXPECT_EQ(grid.horizontalScrollBar()->maximum(), 0) << "there is room for it";
}

TEST_F(Grid, CountsWhatStandsApart) {
    EXPECT_EQ(documentsLine(95, 6, 2), QStringLiteral("95 documents, 6 of them duplicates, 2 exceptions"));
    EXPECT_EQ(documentsLine(95, 0, 1), QStringLiteral("95 documents, 1 of them an exception"));
    EXPECT_EQ(documentsLine(6, 6, 0), QStringLiteral("6 duplicates"));
    EXPECT_EQ(documentsLine(1, 0, 0), QStringLiteral("1 document"));
    // All documents and * are one and the same, and the custodians add up to it.
    EXPECT_EQ(model.apart().duplicates + model.apart().exceptions, 0);
    model.setQuery({});
    ASSERT_TRUE(QTest::qWaitFor([&] { return !model.isSearching(); }));
    EXPECT_EQ(model.rowCount(), 2);
}

TEST_F(Grid, ViewsListWhatHasNoCustodian) {
    ViewList views;
    views.setSession(session.get());
    QList<QTreeWidgetItem*> found;
    ASSERT_TRUE(QTest::qWaitFor([&] {
        found = views.findItems(QStringLiteral("No custodian"), Qt::MatchExactly | Qt::MatchRecursive);
        return !found.isEmpty();
    }));
    EXPECT_EQ(found.first()->text(1), QStringLiteral("2"));
    views.setSession(nullptr);
}

}  // namespace
}  // namespace redwell::ui
