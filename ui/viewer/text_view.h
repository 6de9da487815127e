// The extracted text of all pages, as search and production see it: each page under a line that says where its text
// came from, words that OCR was unsure of underlined, hits and redactions marked. Made when it is first looked at, a
// slice at a time.
#pragma once

#include "ui/viewer/page_content.h"
#include "ui/viewer/text_selection.h"

#include <QPlainTextEdit>
#include <QTimer>

#include <optional>

namespace redwell::ui {

class TextView : public QPlainTextEdit {
    Q_OBJECT
public:
    using Box = redwell::Box;  // not QFrame's
    explicit TextView(PageContent* content, QWidget* parent = nullptr);
    int currentPage() const;  // from 1; 0 without pages
    void goToPage(int page);
    void showPlace(int page, const Box& box);
    // The words that the selection touches.
    TextSelection selection() const;

signals:
    void currentPageChanged(int page);

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Span {  // a word in the text
        int start = 0, length = 0;
    };
    void begin();
    void fill(int pages);  // until so many pages are in
    void fillOn();         // a slice of the rest
    bool hasPage(int page);
    void appendPage(class QTextCursor& cursor, int page);
    void mark();
    std::optional<int> wordUnder(int page, const Box& box) const;

    PageContent* m_content;
    std::vector<std::vector<Span>> m_words;  // of each page, as its words
    std::vector<int> m_starts;               // of each page's heading
    bool m_isFresh = false;                  // begun for the pages that are shown
    int m_lastPage = 0;
    QTimer m_filling;  // the rest, between events: a long document must not hold up the window
};

// "Page 2 · OCR, 91 % sure"
QString pageHeading(const documents::Page& page);

}  // namespace redwell::ui
