#include "production/manifest.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace redwell::production {
namespace {

using Json = nlohmann::ordered_json;
constexpr const char* kFormat = "redwell-production/1";

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json boxJson(const Box& box) {
    return Json::array({rounded(box.x0), rounded(box.y0), rounded(box.x1), rounded(box.y1)});
}

Json documentJson(const ManifestDocument& d) {
    Json json = {{"begin", d.beginBates}, {"end", d.endBates}, {"treatment", d.treatment}};
    if (!d.text.empty()) json["text"] = d.text;
    if (!d.pdf.empty()) json["pdf"] = d.pdf;
    if (!d.native.empty()) json["native"] = d.native;
    json["pages"] = Json::array();
    for (const auto& page : d.pages) {
        Json entry = {{"bates", page.bates}};
        if (!page.image.empty()) entry["image"] = page.image;
        entry["size"] = Json::array({rounded(page.width), rounded(page.height)});
        if (page.scale != 1 || page.dx != 0 || page.dy != 0)
            entry["placed"] = Json::array({page.scale, page.dx, page.dy});
        if (!page.covered.empty()) {
            entry["covered"] = Json::array();
            for (const auto& box : page.covered) entry["covered"].push_back(boxJson(box));
            entry["labels"] = page.labels;
        }
        json["pages"].push_back(std::move(entry));
    }
    return json;
}

// A list, and nothing that merely can be walked like one: an object without members would be a document without pages.
const Json& list(const Json& json) { return json.get_ref<const Json::array_t&>(), json; }

ManifestDocument documentFrom(const Json& json) {
    ManifestDocument d;
    d.beginBates = json.at("begin").get<std::string>();
    d.endBates = json.at("end").get<std::string>();
    d.treatment = json.at("treatment").get<std::string>();
    d.text = json.value("text", std::string());
    d.pdf = json.value("pdf", std::string());
    d.native = json.value("native", std::string());
    for (const auto& entry : list(json.at("pages"))) {
        ManifestPage page;
        page.bates = entry.at("bates").get<std::string>();
        page.image = entry.value("image", std::string());
        page.width = entry.at("size").at(0).get<double>();
        page.height = entry.at("size").at(1).get<double>();
        if (entry.contains("covered"))
            for (const auto& box : list(entry.at("covered")))
                page.covered.push_back({box.at(0).get<double>(), box.at(1).get<double>(), box.at(2).get<double>(),
                                        box.at(3).get<double>()});
        if (entry.contains("placed")) {
            page.scale = entry.at("placed").at(0).get<double>();
            page.dx = entry.at("placed").at(1).get<double>();
            page.dy = entry.at("placed").at(2).get<double>();
        }
        page.labels = entry.value("labels", std::vector<std::string>());
        d.pages.push_back(std::move(page));
    }
    return d;
}

}  // namespace

std::string Manifest::toJson() const {
    Json json = {{"format", kFormat}, {"volume", specification.volume}};
    std::size_t pages = 0;
    int redacted = 0, slipSheets = 0;
    for (const auto& d : documents) {
        pages += d.pages.size();
        redacted += d.treatment == "redacted";
        slipSheets += d.treatment == "slip_sheet";
    }
    json["bates"] = {{"first", documents.empty() ? "" : documents.front().beginBates},
                     {"last", documents.empty() ? "" : documents.back().endBates}};
    json["counts"] = {{"documents", documents.size()}, {"pages", pages},       {"redacted", redacted},
                      {"slip_sheets", slipSheets},     {"withheld", withheld}, {"files", files.size()}};
    json["specification"] = Json::parse(specification.toJson());
    json["documents"] = Json::array();
    for (const auto& d : documents) json["documents"].push_back(documentJson(d));
    json["files"] = Json::array();
    for (const auto& [path, file] : files)
        json["files"].push_back({{"path", path}, {"size", file.size}, {"sha256", file.sha256}});
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Manifest> Manifest::fromJson(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object() || json.value("format", Json()) != kFormat)
        return Error{ErrorKind::Damaged, "is not the manifest of a Redwell production", kManifestName};
    try {
        Manifest manifest;
        REDWELL_TRY(manifest.specification, Specification::fromJson(json.at("specification").dump()));
        manifest.withheld = json.at("counts").at("withheld").get<int>();
        for (const auto& d : list(json.at("documents"))) manifest.documents.push_back(documentFrom(d));
        for (const auto& file : list(json.at("files")))
            manifest.files[file.at("path").get<std::string>()] = {file.at("sha256").get<std::string>(),
                                                                  file.at("size").get<std::int64_t>()};
        return manifest;
    } catch (const Json::exception& error) {
        return Error{ErrorKind::Damaged, std::string("does not hold what a manifest must: ") + error.what(),
                     kManifestName};
    }
}

}  // namespace redwell::production
