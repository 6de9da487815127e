// Scanned pixels to words. One engine a process, single-threaded: with OpenMP on one page took 4.6 times as long.
#pragma once

#include "base/result.h"
#include "documents/page.h"
#include "documents/raster.h"

#include <memory>
#include <string>

namespace redwell::ocr {

struct Recognition {
    std::vector<documents::Word> words;  // reading order; boxes in points of the page after its rotation
    int rotation = 0;                    // degrees clockwise by which the pixels must be turned to stand upright
    double confidence = 0;               // mean over words, 0 to 100
};

class Engine {
public:
    // languages as Tesseract names them, "eng+fra"; NotFound names the missing model and its Debian package.
    static Result<Engine> load(const std::string& languages);
    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    // findOrientation runs OSD first (0, 90, 180, 270); words are then those of the upright page.
    Result<Recognition> recognize(const documents::Raster& raster, double dpi, bool findOrientation = true);

private:
    struct State;
    explicit Engine(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

}  // namespace redwell::ocr
