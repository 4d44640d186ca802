"""Guides and their visitors. For the form see demo_texts/__init__.py."""

TEXT = """\
? How do you begin a tour when half of the group is late? #tours
  The coach was held up and twelve of thirty people stood there. I waited, and lost the twelve.
> Start with something that can be missed: the yard, the smell, a question. The real beginning is at the
  wheel, where the late ones can find you by the sound.

? What do you do with questions that you cannot answer? #tours #skills
  Yesterday somebody asked how many sacks a day the mill ground in 1880. I said forty, and on the way home I
  was ashamed.
> Say that you do not know, write it down in front of them with their address, and send the answer. I have
  three postcards at home from people who had not believed that I would.
> Ask the group. Somebody's grandfather was a miller more often than you think.

? A tour for people who cannot see: where do we begin? #access #tours
  A group of eight has asked for May. I would like to do it well and have never done it.
> Hands first: grain, meal, flour, bran, in four bowls. Then the cogs while they stand still. Leave out the
  view from the loft, and leave more time than you think.
> Ask them in advance what they would like to touch. When my cousin comes, the best part is always what the
  guide had not planned.

? Is there a short version in easy language? #access #texts
  A home for adults with learning difficulties comes each June. Our sheet is full of words like 'headrace'.
> Guides wrote one last year: sixteen sentences and eight pictures. It is in the blue folder, and I hand it to
  everybody who is in a hurry as well.

? How do we keep children from running on the stairs? #safety #children
  I say it at the door, at the stairs and on the stairs. It does not help.
> Give them a job. The one who counts the steps aloud has no breath for running. There are nineteen, and they
  never agree.

! New rota from the first of the month #rota #volunteers
  Two guides each open day, swaps through the list by the kettle, and nobody does more than three Sundays in a
  row. If you would like to guide with somebody new, write an N beside your name.
> Could the rota be sent by mail too? I am only in on Sundays, and then it is too late.

? Guiding in a second language: who can? #languages #tours
  We get more and more requests in French and Dutch. I can manage a greeting.
> French, gladly, with a week's notice. I would also write down the thirty words that one needs, if somebody
  corrects my gears.

? What is the right length of a tour in winter? #tours #winter
  After fifty minutes at four degrees, people look at their shoes rather than the wheel.
> Thirty-five minutes and then the bakehouse. Nobody has ever complained about too much oven.

? How do I get more women into the stories I tell? #tours #history
  Today a girl asked where the women were. In my text there are eleven men and a horse.
> Margarethe ran the mill for nineteen years after 1871, and her account book is in the archive. Begin with
  her at the desk, not with the founder at the door.
> Add the carriers' wives and the bakers. The history group wrote two pages about them and is only waiting for
  somebody to tell it.

? Badges or aprons: how do visitors know who we are? #visitors
  Twice today somebody asked a visitor with a green jacket for the toilets.
> Aprons. They have pockets, and one looks as if one knew something.

? How do we count visitors fairly? #figures #visitors
  The clicker at the door counts guides, dogs and everybody who goes out for a smoke.
> Count tickets and add the free ones by hand, in two columns: children and members. It is less than the
  clicker says, and it is true.

? What do we offer to those who come back? #visitors #ideas
  Many families come every summer. We show them the same thing, and they are too polite to say so.
> A second tour that never says a word of the first one: the night, the noises, the cellar. I would do one in
  August, with lamps.

! The lamp tour was full #tours #ideas
  Twenty-four people, twelve lamps, no word about gears. At the end we stood in the dark and only listened to
  the water. Somebody joined on the spot and paid in coins.
> Please do one for members who guide. Most of us have never heard the mill at night.

? How do you deal with somebody who knows better? #skills #tours
  An engineer corrected me four times in front of everybody. He was right twice.
> Make him your assistant. "Would you explain this one?" He was happy, the group was happy, and I had a rest.

? First aid: who has a current certificate? #safety
  We need one on each open day, and I only know of two.
> There is a course in the village hall in March, eight places paid by the association. Five of us could go
  together.

? Do we tell the story of the accident of 1912? #history #tours
  A visitor asked about the memorial stone. I did not know how much to say with children there.
> His name, his age, and that the guard over the gears was put there because of him. Children understand that
  better than we do.

? Where do I stand so that everybody hears me beside the wheel? #tours #skills
  When it turns, I shout, and by the third tour I have no voice.
> Do not speak there. Say everything before, in the doorway, then let them look for two minutes and talk again
  inside. The wheel explains itself.

? Can we lend the small model to schools? #schools #sharing
  Two teachers have asked. It is fragile, and we only have one.
> Lend the person with the model, not the model. I will go, within twenty kilometres, on a weekday morning.

? What belongs in the bag of a guide? #tours #skills
  I keep running back for something: the key, the torch, the plasters.
> Key, torch, plasters, ten leaflets, a handful of grain and a pencil. And a biscuit for yourself.

! Thank you for the open doors #visitors #volunteers
  1,347 people in two days, forty of us, one scratched knee. The book at the exit is full, and somebody drew
  the wheel on a whole page. I have put it on the wall of the kitchen.
"""
