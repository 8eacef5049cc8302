#include "train/train.h"

#include "base/format.h"
#include "cli/session.h"

namespace readout {

int run_train(Session& session) {
  const Options& o = session.options;
  if (!o.inputs.empty()) return session.wrong_use("train takes its files by --treebank and --ner");
  if (o.treebanks.empty()) return session.wrong_use("train needs --treebank FILE");
  if (o.output == "-") return session.wrong_use("train needs -o FILE to write the model to");
  TrainOptions train;
  train.treebanks = o.treebanks;
  train.entities = o.entities;
  train.dev = o.dev;
  train.seed = o.seed;
  if (o.epochs > 0) train.epochs = o.epochs;
  const auto model = train_language(train, [&](std::string_view line) { session.talk.say(line); });
  if (!model) return session.fail(model.error());
  auto written = session.out.open(o.output);
  if (written) session.out.write(*model);
  if (written) written = session.out.finish();
  if (!written) return session.fail(written.error());
  session.talk.say(format("{}: {} bytes", o.output, model->size()));
  return kDone;
}

}  // namespace readout
