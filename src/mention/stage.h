// Makes Mentions: finds who, where and when a document names, and resolves names, pronouns and descriptions.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/text_file.h"
#include "readout/document.h"
#include "readout/mention.h"
#include "readout/note.h"
#include "readout/result.h"

namespace readout {

// Actors with dated offices, countries, organisations, sector nouns and places of data/actors and data/places, compiled into
// one matcher. Immutable; share between threads.
class Gazetteer {
 public:
  // `files`: the .tsv files below data/actors/ and data/places/. Errors name file and line.
  static Result<Gazetteer> compile(std::span<const TextFile> files);
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  Gazetteer();
  std::unique_ptr<const Parts> parts_;
};

std::vector<Mention> find_mentions(const Gazetteer& gazetteer, const Document& document, Notes& notes);

// The event date written in the words of a mention of kind time is relative to `Article::date`, or to the dateline.

}  // namespace readout
