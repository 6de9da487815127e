#include "ocr/engine.h"

#include "base/text.h"
#include "ocr/line_pictures.h"
#include "ocr/pix.h"
#include "ocr/posture.h"
#include "ocr/tesseract_words.h"
#include "ocr/torn_lines.h"

#include <tesseract/baseapi.h>

#include <dlfcn.h>

#include <algorithm>
#include <exception>
#include <new>

namespace redwell::ocr {

using documents::Raster;
using documents::Word;

namespace {

constexpr double kGoodConfidence = 70;  // below this, or with few words, the page may lie on its side
constexpr std::size_t kFewWords = 8;
constexpr double kMuchAsGood = 0.98;        // a second reading that loses no more than this share
constexpr double kMuchWithoutMarks = 0.85;  // where the first one took marks for words
constexpr float kOrientationConfidence = 1.5F;

// Tesseract asks for four threads by name, which overrules any number set here; only a limit of no parallel levels at
// all makes it stay on one. The environment variable would do the same, but is read when the process starts. Looked
// up rather than linked, since only some builds of Tesseract use OpenMP.
void useOneThread() {
    if (void* symbol = ::dlsym(RTLD_DEFAULT, "omp_set_max_active_levels")) {
        const auto setLevels = reinterpret_cast<void (*)(int)>(symbol);
        setLevels(0);
    }
}

std::unique_ptr<tesseract::TessBaseAPI> loaded(const std::string& languages, tesseract::OcrEngineMode mode) {
    auto api = std::make_unique<tesseract::TessBaseAPI>();
    api->SetVariable("debug_file", "/dev/null");
    if (api->Init(nullptr, languages.c_str(), mode) != 0) return nullptr;
    api->SetVariable("debug_file", "/dev/null");
    api->SetVariable("pageseg_apply_music_mask", "0");  // the search for staves takes a sixteenth of the time
    return api;
}

Error missingModel(const std::string& languages) {
    for (const auto& language : split(languages, '+')) {
        if (loaded(language, tesseract::OEM_LSTM_ONLY)) continue;
        auto package = language;
        std::replace(package.begin(), package.end(), '_', '-');
        return {ErrorKind::NotFound,
                "The OCR model for the language \"" + language + "\" is not installed",
                {},
                "Install the package tesseract-ocr-" + package + "."};
    }
    return {ErrorKind::NotFound,
            "The OCR models for \"" + languages + "\" cannot be loaded",
            {},
            "Install the package tesseract-ocr-eng."};
}

// Letters by how sure they are.
double weightOf(const std::vector<Word>& words) {
    double weight = 0;
    for (const auto& word : words)
        weight += static_cast<double>(word.text.size()) * static_cast<double>(word.confidence);
    return weight;
}

PixPointer grayOf(const Raster& raster) {
    PixPointer pix(pixCreateNoInit(raster.width, raster.height, 8));
    if (!pix) return pix;
    const auto wordsALine = static_cast<std::ptrdiff_t>(pixGetWpl(pix.get()));
    for (int y = 0; y < raster.height; ++y) {
        auto* out = pixGetData(pix.get()) + wordsALine * y;
        const auto* in = raster.line(y);
        const auto gray = [&](int x) -> l_uint32 {
            if (x >= raster.width) return 0xff;
            if (raster.format == Raster::Format::Gray8) return in[x];
            const auto* pixel = in + 3 * x;
            return (77u * pixel[0] + 151u * pixel[1] + 28u * pixel[2]) >> 8;
        };
        for (int x = 0; x < raster.width; x += 4)
            out[x >> 2] = gray(x) << 24 | gray(x + 1) << 16 | gray(x + 2) << 8 | gray(x + 3);
    }
    return pix;
}

// Lines put together again, and no words lost.
bool isWhole(const std::vector<Word>& now, const std::vector<Word>& before) {
    return tornLines(now) < tornLines(before) && weightOf(now) >= kMuchAsGood * weightOf(before);
}

// Marks read as marks, and no columns mixed into one another.
bool standsUp(const std::vector<Word>& now, const std::vector<Word>& before) {
    return !hasMarksOnTheirSide(now) && weightOf(now) >= kMuchWithoutMarks * weightOf(before) &&
           static_cast<double>(uprightLines(now)) >= kMuchWithoutMarks * static_cast<double>(uprightLines(before));
}

}  // namespace

struct Engine::State {
    std::unique_ptr<tesseract::TessBaseAPI> reader;
    std::unique_ptr<tesseract::TessBaseAPI> orienter;  // none where its model is not installed

    // Degrees clockwise that make the picture upright, as Tesseract's own detection sees it.
    std::optional<int> orientation(Pix& gray, double dpi) const {
        if (!orienter) return std::nullopt;
        orienter->SetPageSegMode(tesseract::PSM_OSD_ONLY);
        orienter->SetImage(&gray);
        orienter->SetSourceResolution(std::clamp(static_cast<int>(dpi), 70, 2400));
        int degrees = 0;
        float confidence = 0, scriptConfidence = 0;
        const char* script = nullptr;
        const bool isFound = orienter->DetectOrientationScript(&degrees, &confidence, &script, &scriptConfidence);
        orienter->Clear();
        if (!isFound || confidence < kOrientationConfidence) return std::nullopt;
        return (360 - degrees) % 360;
    }

    Result<std::vector<Word>> readAs(tesseract::PageSegMode mode, Pix& picture, double dpi) const {
        reader->SetPageSegMode(mode);
        reader->SetImage(&picture);
        reader->SetSourceResolution(std::clamp(static_cast<int>(dpi + 0.5), 70, 2400));
        const PlainLinePictures plain;
        const bool isRead = reader->Recognize(nullptr) == 0;
        std::vector<Word> words;
        if (isRead) words = recognizedWords(*reader, pixGetWidth(&picture), pixGetHeight(&picture));
        reader->Clear();
        if (!isRead) return Error{ErrorKind::Internal, "The page could not be read by OCR"};
        return words;
    }

    // Words of one upright picture, in its pixels.
    Result<std::vector<Word>> read(Pix& gray, double dpi, double skew) const {
        const double width = pixGetWidth(&gray), height = pixGetHeight(&gray);
        PixPointer straight;
        if (skew != 0) straight = straightened(gray, skew);
        Pix& picture = straight ? *straight : gray;
        REDWELL_TRY(auto words, readAs(tesseract::PSM_AUTO, picture, dpi));
        const bool isLying = hasMarksOnTheirSide(words), isInPieces = isTorn(words);
        if (isLying || isInPieces) {
            REDWELL_TRY(auto whole, readAs(tesseract::PSM_SINGLE_COLUMN, picture, dpi));
            if ((isLying && standsUp(whole, words)) || (isInPieces && isWhole(whole, words))) words = std::move(whole);
        }
        if (straight)
            for (auto& word : words) word.box = unstraightened(word.box, skew, width, height);
        return words;
    }
};

Engine::Engine(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::load(const std::string& languages) {
    useOneThread();
    setMsgSeverity(L_SEVERITY_NONE);
    auto state = std::make_unique<State>();
    state->reader = loaded(languages.empty() ? "eng" : languages, tesseract::OEM_LSTM_ONLY);
    if (!state->reader) return missingModel(languages);
    state->orienter = loaded("osd", tesseract::OEM_TESSERACT_ONLY);
    return Engine(std::move(state));
}

Result<Recognition> Engine::recognize(const Raster& raster, double dpi, bool findOrientation) try {
    if (raster.width <= 0 || raster.height <= 0 || !(dpi > 0)) return Error{ErrorKind::Usage, "The page has no pixels"};
    useOneThread();  // a forked child starts with the settings of its own thread
    auto gray = grayOf(raster);
    if (!gray) return Error{ErrorKind::TooLarge, "The page is too large for OCR"};

    auto posture = postureOf(*gray, dpi, findOrientation);
    Recognition result;
    if (posture.rotation.value_or(0) != 0) {
        // Turning a page that was upright would lose it: a second opinion decides where there is one.
        result.rotation = m_state->orientation(*gray, dpi).value_or(*posture.rotation);
        if (result.rotation != *posture.rotation) posture.skew = 0;
    }
    auto upright = quarterTurned(PixPointer(pixClone(gray.get())), result.rotation);
    if (!upright) return Error{ErrorKind::TooLarge, "The page is too large for OCR"};
    REDWELL_TRY(result.words, m_state->read(*upright, dpi, posture.skew));
    result.confidence = meanConfidence(result.words);

    const bool isDoubtful = result.confidence < kGoodConfidence || result.words.size() < kFewWords;
    if (findOrientation && isDoubtful && result.rotation == 0) {
        if (const auto turn = m_state->orientation(*gray, dpi); turn && *turn != 0) {
            auto turned = quarterTurned(PixPointer(pixClone(gray.get())), *turn);
            if (turned) {
                const auto again = postureOf(*turned, dpi, false);
                REDWELL_TRY(auto words, m_state->read(*turned, dpi, again.skew));
                const double confidence = meanConfidence(words);
                if (confidence * static_cast<double>(words.size()) >
                    result.confidence * static_cast<double>(result.words.size())) {
                    result.words = std::move(words);
                    result.confidence = confidence;
                    result.rotation = *turn;
                }
            }
        }
    }
    for (auto& word : result.words) {
        const double scale = 72 / dpi;
        word.box = {word.box.x0 * scale, word.box.y0 * scale, word.box.x1 * scale, word.box.y1 * scale};
    }
    return result;
} catch (const std::bad_alloc&) {
    return Error{ErrorKind::TooLarge, "The page is too large for OCR"};
} catch (const std::exception& e) {
    return Error{ErrorKind::Internal, "The page could not be read by OCR (" + cleanUtf8(e.what()) + ")"};
}

}  // namespace redwell::ocr
