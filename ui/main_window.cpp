#include "ui/main_window.h"

#include "documents/document_store.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/dock.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/documents/view_list.h"
#include "ui/evidence/add_evidence_dialog.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/evidence/new_case_dialog.h"
#include "ui/reading/empty_state.h"
#include "ui/reading/reading_desk.h"
#include "ui/redaction/redact_message_dialog.h"
#include "ui/review/annotation_list.h"
#include "ui/review/coding_panel.h"
#include "ui/review/correct_message_dialog.h"
#include "ui/review/history_list.h"
#include "ui/session/case_session.h"
#include "ui/session/open_case.h"
#include "ui/session/text.h"
#include "ui/start/start_page.h"
#include "ui/theme/theme.h"
#include "ui/window_focus.h"

#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabWidget>
#include <QThreadPool>
#include <QTimer>
#include <QToolBar>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

constexpr int kLayoutVersion = 2;
constexpr int kClosingPatience = 150;  // ms before "Closing…" takes the place of the case

QWidget* column(QWidget* above, QWidget* below) {
    auto* widget = new QWidget;
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(above);
    layout->addWidget(below, 1);
    return widget;
}

}  // namespace

MainWindow::MainWindow() : m_commands(new ActionRegistry(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/icons/redwell.svg")));
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    resize(1400, 900);
    new WindowFocus(this);

    m_pages = new QStackedWidget;
    m_start = new StartPage;
    m_desk = new ReadingDesk;
    m_ingest = new IngestPanel;
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_desk);
    m_closingPage = new EmptyState;
    m_pages->addWidget(m_closingPage);
    setCentralWidget(m_pages);

    buildDocks();
    addCommands();
    buildMenus();
    buildToolbar();
    m_statusText = new QLabel;
    m_statusText->setTextFormat(Qt::PlainText);
    m_statusCounts = new QLabel;
    m_statusReviewer = new QLabel;
    m_statusReviewer->setTextFormat(Qt::PlainText);
    statusBar()->addWidget(m_statusText, 1);
    statusBar()->addPermanentWidget(m_statusCounts);
    statusBar()->addPermanentWidget(m_statusReviewer);
    statusBar()->setSizeGripEnabled(false);
    connectViews();

    QSettings settings;
    if (settings.contains(QStringLiteral("window/geometry")))
        restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    showCase();
}

MainWindow::~MainWindow() {
    closeCase();
    delete m_closing;  // waits, while the views that its work may call are still there
}

void MainWindow::buildDocks() {
    m_documents = new DocumentTableModel(this);
    m_grid = new DocumentGrid(m_documents);
    m_search = new SearchBar;
    m_views = new ViewList;
    m_coding = new CodingPanel;
    m_notes = new AnnotationList;
    m_history = new HistoryList;
    auto* tabs = new QTabWidget;
    tabs->setObjectName(QStringLiteral("reviewTabs"));
    tabs->setDocumentMode(true);
    tabs->addTab(m_coding, tr("Coding"));
    tabs->addTab(m_notes, tr("Notes"));
    tabs->addTab(m_history, tr("History"));
    connect(m_notes, &AnnotationList::wantsToBeSeen, tabs, [tabs, this] { tabs->setCurrentWidget(m_notes); });
    connect(m_notes, &AnnotationList::countChanged, tabs, [tabs, this](int notes) {
        tabs->setTabText(tabs->indexOf(m_notes), notes > 0 ? tr("Notes (%1)").arg(notes) : tr("Notes"));
    });

    m_viewsDock = new Dock(QStringLiteral("viewsDock"), tr("Views"), m_views, this);
    m_gridDock = new Dock(QStringLiteral("gridDock"), tr("Documents"), column(m_search, m_grid), this);
    m_messagesDock = new Dock(QStringLiteral("messagesDock"), tr("Messages"), m_desk->messages(), this);
    m_codingDock = new Dock(QStringLiteral("codingDock"), tr("Review"), tabs, this);
    auto* ingestDock = new QDockWidget(tr("Processing"), this);
    ingestDock->setObjectName(QStringLiteral("ingestDock"));
    ingestDock->setTitleBarWidget(new QWidget);
    ingestDock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    ingestDock->setWidget(m_ingest);
    ingestDock->hide();
    connect(m_ingest, &IngestPanel::stateChanged, this, [this] {
        showIngest();
        updateCommands();
        updateStatus();
    });
    connect(m_ingest, &IngestPanel::exceptionsWanted, this,
            [this] { m_commands->action("evidence.exceptions")->trigger(); });
    arrange();
    addDockWidget(Qt::BottomDockWidgetArea, ingestDock);
}

void MainWindow::arrange() {
    QPointer<QWidget> at = focusWidget();  // docks that are moved lose it
    setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::TopRightCorner, Qt::TopDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_viewsDock);
    addDockWidget(Qt::TopDockWidgetArea, m_gridDock);
    addDockWidget(Qt::RightDockWidgetArea, m_messagesDock);
    addDockWidget(Qt::RightDockWidgetArea, m_codingDock);
    splitDockWidget(m_messagesDock, m_codingDock, Qt::Horizontal);
    for (auto* dock : {m_viewsDock, m_gridDock, m_messagesDock, m_codingDock}) {
        dock->setFloating(false);
        dock->setVisible(m_session != nullptr);
    }
    // As narrow as they can be read: the rest is for the page.
    resizeDocks({m_viewsDock}, {184}, Qt::Horizontal);
    resizeDocks({m_messagesDock, m_codingDock}, {270, m_codingDock->minimumSizeHint().width()}, Qt::Horizontal);
    resizeDocks({m_gridDock}, {268}, Qt::Vertical);
    if (at && at != focusWidget()) at->setFocus();
}

void MainWindow::connectViews() {
    connect(m_start, &StartPage::newCaseWanted, this, &MainWindow::newCase);
    connect(m_start, &StartPage::openCaseWanted, this, &MainWindow::chooseCase);
    connect(m_start, &StartPage::sampleWanted, this, &MainWindow::openSample);
    connect(m_start, &StartPage::caseChosen, this, &MainWindow::openCase);

    connect(m_search, &SearchBar::searchWanted, this, [this](const QString& query) {
        m_documents->setQuery(query);
        m_views->showQuery(query);
        m_desk->setQuery(query);
    });
    connect(m_search, &SearchBar::codeAllWanted, this, &MainWindow::codeAllResults);
    // The coding panel knows its width once it knows the case's fields.
    connect(
        m_coding, &CodingPanel::fieldsLoaded, this,
        [this] {
            if (!QSettings().contains(QStringLiteral("window/layout")))
                QTimer::singleShot(0, this, &MainWindow::arrange);
        },
        Qt::SingleShotConnection);
    connect(m_search, &SearchBar::resultsWanted, m_grid, [this] {
        m_grid->setFocus();
        m_grid->selectRow(0);
        m_grid->scrollToTop();
    });
    connect(m_views, &ViewList::queryChosen, this, [this](const QString& query, const QString& name) {
        m_search->setQuery(query, name);
        m_grid->setFocus();  // where the coding keys are
    });
    connect(m_documents, &DocumentTableModel::searched, m_search, [this](qint64 documents) {
        m_search->showCount(documents, m_documents->apart().duplicates, m_documents->apart().exceptions);
    });
    connect(m_grid, &DocumentGrid::menuWanted, this, &MainWindow::showDocumentMenu);
    m_coding->setKeyPlaces({m_grid, m_desk, m_desk->messages(), m_coding});
    connect(m_coding, &CodingPanel::documentWanted, this, [this](DocumentId document) { goTo(document); });
    connectCodingKeys();
    connect(m_documents, &DocumentTableModel::searched, this, &MainWindow::updateStatus);
    connect(m_documents, &DocumentTableModel::searchFailed, m_search, &SearchBar::showProblem);
    connect(m_grid, &DocumentGrid::opened, this, &MainWindow::openDocument);
    connect(m_grid, &DocumentGrid::selectionCountChanged, this, [this] {
        m_coding->setDocuments(m_grid->selected());
        updateStatus();
    });
    connect(m_notes, &AnnotationList::placeChosen, m_desk, &ReadingDesk::showPlace);
    connect(m_desk, &ReadingDesk::noteWanted, m_notes, &AnnotationList::begin);
    connect(m_notes, &AnnotationList::draftMoved, m_desk, &ReadingDesk::showDraft);
    connect(m_desk, &ReadingDesk::messagesNote, m_messagesDock, &Dock::setNote);
    connect(m_desk, &ReadingDesk::documentWanted, this, [this](DocumentId document) { goTo(document); });
    connect(m_desk, &ReadingDesk::messageElsewhere, this,
            [this](DocumentId document, MessageId message) { goTo(document, 0, {}, message); });
    connect(m_desk, &ReadingDesk::sightingsFound, this,
            [this](const std::vector<redaction::Sighting>& sightings, bool isTextSearched) {
                auto* dialog =
                    new RedactMessageDialog(m_session.get(), sightings, isTextSearched, m_desk->reason(), this);
                connect(dialog, &RedactMessageDialog::placeChosen, this,
                        [this](DocumentId document, int page, const Box& box) { goTo(document, page, box); });
                connect(dialog, &RedactMessageDialog::redacted, m_desk, [this](const QString& outcome, bool needsCare) {
                    needsCare ? m_desk->warn(outcome) : m_desk->say(outcome);
                });
                dialog->open();
            });
    connect(m_desk->messages(), &MessageDesk::takeWanted, this, [this](DocumentId document, const Aside& aside) {
        if (m_session->isReadOnly()) return;
        (new CorrectMessageDialog(m_session.get(), document, aside.region.page, aside.region.box, aside.text, this))
            ->open();
    });
    connect(m_desk->messages(), &MessageDesk::menuWanted, this, &MainWindow::showMessageMenu);
    connect(m_desk, &ReadingDesk::exceptionsWanted, this,
            [this] { m_commands->action("evidence.exceptions")->trigger(); });
    connect(m_desk, &ReadingDesk::evidenceWanted, this, [this] { addEvidence({}); });
    connect(m_desk, &ReadingDesk::allDocumentsWanted, this, [this] { m_search->setQuery({}); });
    connect(m_ingest, &IngestPanel::finished, this, &MainWindow::updateStatus);
}

void MainWindow::openCase(const QString& folder) {
    if (m_isOpening || (m_session && QString::fromStdString(m_session->caseFile().folder().string()) == folder)) return;
    m_isOpening = true;
    m_desk->expectCase();
    closeCase([this, folder] {
        m_statusText->setText(tr("Opening %1…").arg(folder));
        Task::start(
            QThreadPool::globalInstance(), this,
            [path = utf8(folder)](Progress&, std::stop_token) { return casefile::Case::open(path); },
            [this, folder](Result<std::unique_ptr<casefile::Case>> result) { opened(std::move(result), folder); });
    });
}

void MainWindow::createCase(std::filesystem::path folder, casefile::Case::NewCase wanted) {
    if (m_isOpening) return;
    m_isOpening = true;
    closeCase([this, folder = std::move(folder), wanted = std::move(wanted)] {
        const QString shownFolder = QString::fromStdString(folder.string());
        Task::start(
            QThreadPool::globalInstance(), this,
            [folder, wanted](Progress&, std::stop_token) { return casefile::Case::create(folder, wanted); },
            [this, shownFolder](Result<std::unique_ptr<casefile::Case>> result) {
                opened(std::move(result), shownFolder);
            });
    });
}

void MainWindow::opened(Result<std::unique_ptr<casefile::Case>> result, const QString& folder) {
    m_isOpening = false;
    m_statusText->clear();
    if (!result) {
        emit openFailed(shown(result.error().message()));
        // The case is named in the heading, and where it lies at the end.
        Error told = result.error();
        if (told.where.starts_with(utf8(folder))) told.where.clear();
        const QString message = shown(told.message());
        complain((told.where.empty() ? sentence(message) : message) + QStringLiteral("\n\n") + folder,
                 tr("%1 could not be opened").arg(QFileInfo(folder).completeBaseName()));
        return;
    }
    m_session = std::make_unique<CaseSession>(std::move(*result));
    StartPage::remember(folder, m_session->name());
    connect(m_session.get(), &CaseSession::failed, this, &MainWindow::complain);
    connect(m_session.get(), &CaseSession::documentsChanged, this, &MainWindow::updateStatus);
    auto& undo = m_session->undoStack();
    connect(&undo, &QUndoStack::indexChanged, this, &MainWindow::updateCommands);
    m_documents->setSession(m_session.get());
    m_search->setSession(m_session.get());
    m_views->setSession(m_session.get());
    m_coding->setSession(m_session.get());
    m_notes->setSession(m_session.get());
    m_history->setSession(m_session.get());
    m_desk->setSession(m_session.get());
    m_ingest->setSession(m_session.get());
    showCase();
    m_search->setQuery({});
    m_grid->setFocus();
    emit caseOpened();
}

void MainWindow::closeCase(std::function<void()> then) {
    if (!m_session && !m_closing) {
        if (then) then();
        return;
    }
    if (then || m_session) m_afterClosing = std::move(then);
    if (!m_session) return;
    emit caseClosing();
    m_commands->action("messages.alone")->setChecked(false);
    m_coding->saveNotes();
    m_notes->saveDrafts();
    QSettings().setValue(QStringLiteral("window/layout"), saveState(kLayoutVersion));
    m_grid->saveColumns();
    m_ingest->setSession(nullptr);
    m_desk->setSession(nullptr);
    m_history->setSession(nullptr);
    m_notes->setSession(nullptr);
    m_coding->setSession(nullptr);
    m_views->setSession(nullptr);
    m_search->setSession(nullptr);
    m_documents->setSession(nullptr);
    m_closing = new ClosingCase(m_session->letGo(), this);
    m_session.reset();
    connect(m_closing, &ClosingCase::closed, this, &MainWindow::closed);
    QTimer::singleShot(kClosingPatience, m_closing, [this] { showCase(); });
    updateTitle();
    updateCommands();
    updateStatus();
}

void MainWindow::closed() {
    m_closing = nullptr;
    showCase();
    emit caseClosed();
    if (const auto then = std::exchange(m_afterClosing, {})) then();
}

void MainWindow::showCase() {
    const bool isOpen = m_session != nullptr;
    if (m_closing)
        m_closingPage->say(QStringLiteral("history"), tr("Closing %1…").arg(m_closing->name()),
                           tr("What is done is kept. The rest goes on when the case is opened again."));
    m_pages->setCurrentWidget(isOpen      ? static_cast<QWidget*>(m_desk)
                              : m_closing ? static_cast<QWidget*>(m_closingPage)
                                          : m_start);
    if (!isOpen) m_start->refresh();
    // The page that is not shown must not keep the window wide.
    for (QWidget* page :
         {static_cast<QWidget*>(m_start), static_cast<QWidget*>(m_desk), static_cast<QWidget*>(m_closingPage)}) {
        const auto policy = page == m_pages->currentWidget() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(policy, policy);
    }
    m_toolbar->setVisible(isOpen);
    for (auto* dock : {m_viewsDock, m_gridDock, m_messagesDock, m_codingDock}) dock->setVisible(isOpen);
    // Sizes given to docks before they are on the screen are lost.
    if (isOpen && !restoreState(QSettings().value(QStringLiteral("window/layout")).toByteArray(), kLayoutVersion))
        QTimer::singleShot(0, this, &MainWindow::arrange);
    showIngest();
    m_toolbar->setVisible(isOpen);
    const bool isReadOnly = isOpen && m_session->isReadOnly();
    m_banner->setVisible(isReadOnly);
    if (isReadOnly)
        m_bannerText->setText(tr("Read-only: %1. You can read and search; nothing is saved.")
                                  .arg(shown(m_session->caseFile().readOnlyReason())));
    updateTitle();
    updateCommands();
    updateStatus();
}

// A layout that is restored knows nothing of what is processed now.
void MainWindow::showIngest() { m_ingest->parentWidget()->setVisible(m_ingest->hasSomethingToSay()); }

void MainWindow::openDocument(DocumentId document) {
    m_desk->openDocument(document);
    m_notes->setDocument(document);
    m_history->setDocument(document);
    updateCommands();
    updateStatus();
}

void MainWindow::goTo(DocumentId document, int page, const Box& box, MessageId message) {
    if (!m_session || !document) return;
    m_grid->open(document);
    if (m_grid->current() != document) m_coding->setDocuments({document});
    m_desk->showPlace(page, box, message);
}

void MainWindow::updateTitle() {
    setWindowTitle(m_session ? tr("%1 – Redwell").arg(m_session->name()) : tr("Redwell"));
    m_statusReviewer->setText(m_session ? tr("Reviewer: %1").arg(CaseSession::reviewer()) : QString());
}

void MainWindow::updateStatus() {
    if (!m_session) {
        m_statusCounts->clear();
        m_statusText->clear();
        return;
    }
    const int row = m_grid->currentIndex().row();
    const auto selected = m_grid->selectionModel()->selectedRows().size();
    if (selected > 1)
        m_statusText->setText(tr("%1 documents selected").arg(QLocale().toString(selected)));
    else if (row >= 0)
        m_statusText->setText(
            tr("Document %1 of %2").arg(QLocale().toString(row + 1), QLocale().toString(m_documents->rowCount())));
    else
        m_statusText->clear();
    m_session->read(
        this, [](casefile::Database& database) { return documents::DocumentStore(database).counts(); },
        [this](const documents::Counts& counts) {
            QStringList parts{documentsLine(counts.reviewable + counts.duplicates + counts.exceptions,
                                            counts.duplicates, counts.exceptions),
                              counted(counts.pages, tr("1 page"), tr("%1 pages"))};
            if (counts.queued > 0) parts << tr("%1 waiting").arg(QLocale().toString(counts.queued));
            m_statusCounts->setText(parts.join(QStringLiteral("  ·  ")));
            sayWhyNothing(counts);
        });
}

void MainWindow::addEvidence(const QStringList& paths) {
    if (!m_session || m_session->isReadOnly()) return;
    m_session->read(
        this, [](casefile::Database& database) { return documents::DocumentStore(database).custodians(); },
        [this, paths](const std::vector<std::string>& names) {
            QStringList custodians;
            for (const auto& name : names) custodians << plain(name);
            auto* dialog = new AddEvidenceDialog(paths, custodians, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QDialog::accepted, this, [this, dialog] { m_ingest->add(dialog->evidence()); });
            dialog->open();
        });
}

void MainWindow::sayWhyNothing(const documents::Counts& counts) {
    using Nothing = ReadingDesk::Nothing;
    const bool isEmpty = counts.reviewable + counts.exceptions + counts.duplicates + counts.queued == 0;
    const bool isReading = counts.reviewable == 0 && m_ingest->isRunning();
    if (m_documents->rowCount() > 0)
        m_desk->setNothing(Nothing::Chosen);
    else if (isEmpty || isReading)
        m_desk->setNothing(isReading ? Nothing::ReadYet : Nothing::Evidence);
    else
        m_desk->setNothing(m_documents->query().isEmpty() ? Nothing::ToReview : Nothing::Matches);
}

void MainWindow::complain(const QString& message, const QString& heading) {
    statusBar()->clearMessage();  // what failed is not said to be done
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Redwell"), {}, QMessageBox::Ok, this);
    box->setObjectName(QStringLiteral("complaint"));
    box->setTextFormat(Qt::PlainText);
    box->setText(heading);
    box->setInformativeText(message);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(QStringLiteral("window/geometry"), saveGeometry());
    if (!m_session && !m_closing) return event->accept();
    event->ignore();
    closeCase([this] { close(); });
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile()) paths << url.toLocalFile();
    if (paths.isEmpty()) return;
    event->acceptProposedAction();
    // A case that is dropped is opened, everything else is evidence.
    if (paths.size() == 1 && paths.first().endsWith(QStringLiteral(".redwell"))) return openCase(paths.first());
    if (m_session)
        addEvidence(paths);
    else
        complain(tr("Open a case, or make a new one, and drop the files again."), tr("No case is open"));
}

}  // namespace redwell::ui
