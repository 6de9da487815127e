// The window: puts the views side by side, owns the open case, and passes on what one view says and another needs to
// hear. It decides nothing about documents; commands are in ui/commands, reading in ReadingDesk.
#pragma once

#include "base/geometry.h"
#include "base/strong_id.h"
#include "casefile/case.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>
#include <memory>

class QLabel;
class QStackedWidget;
class QToolBar;

namespace redwell::documents {
struct Counts;
}

namespace redwell::ui {

class ActionRegistry;
class AnnotationList;
class CaseSession;
class ClosingCase;
class CodingPanel;
class Dock;
class DocumentGrid;
class DocumentTableModel;
class EmptyState;
class HistoryList;
class IngestPanel;
class ProductionDialog;
class ReadingDesk;
class SearchBar;
class StartPage;
class ViewList;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow();
    ~MainWindow() override;

    void openCase(const QString& folder);
    void createCase(std::filesystem::path folder, casefile::Case::NewCase wanted);
    void newCase();  // asks first
    void addEvidence(const QStringList& paths);
    // Saves what is open and closes the case; then (may be empty) is called when that is done, which may be a while
    // when something is being processed. Only the last one is.
    void closeCase(std::function<void()> then = {});

    CaseSession* session() const { return m_session.get(); }
    ActionRegistry& commands() const { return *m_commands; }

signals:
    void caseOpened();
    void caseClosing();  // windows that show it close
    void caseClosed();
    void openFailed(const QString& message);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addCommands();
    void addFileCommands();
    void addReviewCommands();
    void addMessageCommands();
    void buildAlone(QAction* alone);
    void addViewCommands();
    void buildMenus();
    void buildToolbar();
    void buildDocks();
    void connectViews();
    void arrange();  // docks as they come from the factory

    void opened(Result<std::unique_ptr<casefile::Case>> result, const QString& folder);
    void showCase();
    void closed();
    void updateCommands();
    void updateStatus();
    void updateTitle();
    void openDocument(DocumentId document);
    // Opens the document, also when the search has not found it, and shows the place in it.
    void goTo(DocumentId document, int page = 0, const Box& box = {}, MessageId message = {});
    void showSideBySide();
    void showReviewers();
    void showPeople();
    void callOnMessages(const QString& field);  // tags, privilege: field is the one to begin with
    void noteOnMessages();
    void correctMessage();
    void showMessageMenu(const QPoint& globalPosition, const QString& selectedText);
    void showDocumentMenu(const QPoint& globalPosition);
    void copySelected();  // of whatever has the keyboard
    void copyControlNumbers();
    void codeSelected();
    void searchFor(const QString& field, DocumentId document);  // for what has to do with it
    void showVolumes();
    // line: what is said of them, by their number or how many they are.
    void sayOf(const std::vector<DocumentId>& documents, std::function<QString(const QString& which)> line);
    void connectCodingKeys();
    void undoOne(bool again);
    void sayChooseMessage();
    void chooseCase();
    void openSample();
    void codeAllResults();
    void findAndRedact();
    void produceVolume();
    void exportPrivilegeLog();
    void backUpCase();
    void changeReviewer();
    void complain(const QString& message, const QString& heading);
    void showIngest();
    void showMessagesAlone(bool alone);
    void sayWhyNothing(const documents::Counts& counts);

    ActionRegistry* m_commands;
    std::unique_ptr<CaseSession> m_session;
    QPointer<ClosingCase> m_closing;
    std::function<void()> m_afterClosing;
    QStackedWidget* m_pages;
    QWidget* m_alone;          // messages in the place of the pages
    QByteArray m_besidePages;  // the layout to go back to
    StartPage* m_start;
    EmptyState* m_closingPage;
    ReadingDesk* m_desk;
    DocumentTableModel* m_documents;
    DocumentGrid* m_grid;
    SearchBar* m_search;
    ViewList* m_views;
    CodingPanel* m_coding;
    AnnotationList* m_notes;
    HistoryList* m_history;
    IngestPanel* m_ingest;
    Dock *m_gridDock, *m_viewsDock, *m_codingDock, *m_messagesDock;
    QPointer<ProductionDialog> m_production;  // kept while the case is open
    QToolBar *m_toolbar, *m_banner;
    QLabel *m_bannerText, *m_statusText, *m_statusCounts, *m_statusReviewer;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_panelsMenu = nullptr;
    bool m_isOpening = false;
};

}  // namespace redwell::ui
