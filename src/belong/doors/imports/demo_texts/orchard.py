"""The heritage orchard. For the form see demo_texts/__init__.py."""

TEXT = """\
? How long can scion wood wait in the fridge? #grafting #apples
  I cut scions from the old Ribston tree in January and wrapped them in damp paper. The rootstocks will not
  arrive before the middle of March. Will they still take?
> Eight to ten weeks is fine if they stay just above freezing and never dry out. Put the bag in the vegetable
  drawer, away from ripening apples: the gas they give off wakes the buds.
> I have grafted with wood cut in December and set at the end of March. Scratch the bark with a nail before
  you start; green underneath means it is alive.

? Which rootstock for the wet corner by the ditch? #rootstock #planting
  Two young trees on M26 have died there in four years. The soil holds water until April. Is there a rootstock
  that puts up with this, or should we plant something else?
> M111 or a seedling stock, planted on a mound of at least thirty centimetres. Below that the roots simply
  drown in spring, whatever the label says.
> Consider quince for that corner. It likes wet feet more than any apple, and the bakehouse has been asking
  for quinces since last autumn.

? Is this canker, and must the branch go? #diseases #pruning
  There is a sunken ring on a branch of the Blenheim near the gate, with papery bark and small red dots in
  winter. The rest of the tree looks well.
> That is canker. Cut back to clean wood, a hand's breadth below the last stain, on a dry day, and burn what
  you take off. One branch is no reason to give up the tree.

? When do we thin the fruit on the young trees? #harvest #training
  The five-year-olds are carrying more apples than leaves this year. I am afraid the branches will break, but
  it feels wrong to take them off.
> After the June drop, so the first week of July here. Leave one apple per cluster and a hand's width between
  clusters. You will pick fewer apples and more fruit.
> Take them off without mercy in the first five years. A young tree that overbears rests the next year and
  learns to do so every second year.

! The census of old trees is finished #census #varieties
  We counted 214 trees in the museum orchard and the four meadows behind it. 61 are older than sixty years,
  and 19 of those nobody has been able to name yet. The list hangs in the tool shed; please write your guess
  beside the number.
> Number 88 by the lower gate has the long stalk and the russet shoulder of a Norfolk Beefing. I will bring
  one in October to compare.

? What is the apple with the pink flesh behind the barn? #varieties #census
  It ripens in the first days of September, is small and flat, and the flesh is streaked with pink right to
  the core. Children love it. None of the books in the library shows it.
> It may be one of the Surprise family. Send two fruits and four leaves to the variety table at the autumn
  fair; they compare seeds as well as skins.
> My grandmother called it the schoolmaster's apple because the tree stood at the old school. That will not
  help the pomologists, but it is what people here would call it.

? How do we keep the deer off the new planting? #deer #planting
  Something has eaten the tops of eleven of the twenty maidens planted in November. The plastic spirals only
  protect the trunks.
> Single fences of chestnut paling, a metre and a half high and wide enough that they cannot lean in. More
  work on one day, less grief for ten years.
> Until the fences are up, bags of sheep's wool tied at nose height helped at our place. They get used to it
  after a winter.

? Can we sell juice from windfalls at the fair? #juice #harvest
  Last year a visitor asked whether the apples had lain in the grass where the sheep graze. I could not
  answer. What are the rules, and what do we tell people?
> Windfalls only from meadows without animals for eight weeks, washed twice, and the juice heated. Put a small
  sign beside the press saying exactly that; people like to know.

? The press leaks at the lower seam #press #repair
  Since the last pressing day the hydraulic press loses juice at the lower seam of the basket, about a cup
  each turn. Is this the cloth or the wood?
> Almost always the cloth. Fold it so that the seam lies on the side opposite the spout, and soak the slats
  overnight before the first pressing so that they swell.
> Mine leaked until we replaced two slats that had shrunk. You can see daylight through the basket when you
  hold a lamp inside.

! Pruning days in February: who comes? #pruning #volunteers
  We prune on the three Saturdays from the second week of February, ten to three, soup at noon. Beginners are
  welcome and go with somebody who has done it before. Bring gloves; saws are there.
> I can take two beginners each Saturday. Last year's pair now prune their own trees, which is the whole
  point.

? Do we paint large wounds or leave them open? #pruning #diseases
  I learned to close every cut with wax. The leaflet in the shed says to leave them alone. Who is right?
> Leave them. Wax keeps the damp in, and the tree closes a clean cut by itself. What matters is where you cut:
  just outside the collar, never flush.

? Which pears survive without spraying? #pears #varieties
  Our visitors ask for pears. The two we have get scab each wet spring. Is there anything that stays clean up
  here?
> Hessle has never let me down. It is small and not beautiful, but it bears every year and the children eat it
  from the tree.
> Catillac against a warm wall, for cooking only. Scab hardly touches it and it keeps until February.

? Why did the cherry flower and set nothing? #cherries #pollination
  It was white from top to bottom in April and there are perhaps thirty cherries on it. There was no frost
  that I know of.
> Look for a partner. Most old sweet cherries need another kind nearby that flowers at the same time, and the
  big one at the vicarage was felled two winters ago.

? How much compost does a standard tree need? #soil
  The compost heaps are full for the first time. Do the old trees need any, or should all of it go to the
  young ones?
> Young trees, two buckets each in March, in a ring and never against the trunk. The old ones live on the
  leaves we leave lying.

! Bees in the upper meadow from May #bees #pollination
  The beekeepers of the valley will place six hives along the southern hedge from May until the lime trees
  have finished. Please keep ten paces away and let visitors know. The honey will be on the market table in
  August.
> Could we have a small bench at a safe distance? People want to watch, and if there is a place for it they
  will not go closer.

? What do we do with mistletoe on the Blenheims? #mistletoe #pruning
  Three trees are so full of it that they look green in January. Visitors want to buy it before Christmas, so
  I am in two minds.
> Sell it and save the trees. Cut the branch thirty centimetres below the clump where you can spare it; where
  you cannot, break the clump off every second year.

? Grafting a family tree: how many kinds on one trunk? #grafting #training
  The school would like one tree with several kinds on it, one for each class. Is there a limit, and how do we
  stop the strong ones from taking over?
> Four is a good number, one for each side. Give the weakest kind the south side and prune the strongest one
  in summer rather than winter.
> Choose kinds of similar vigour and it nearly looks after itself. A Bramley on such a tree eats all the
  others.

? How do we label trees so that it lasts? #census
  The aluminium tags are gone after five years because the wire cuts in or people take them home. What do
  others use?
> A stake beside the tree, not a tag on it, with a stamped strip. And keep a plan with measured distances,
  because stakes go missing too.

? Storing apples in the mill cellar #storage #harvest
  The cellar stays at about nine degrees in November. Is that cold enough for keeping apples until spring?
> Until the new year, yes; for spring you want four or five degrees. Leave the window open at night until the
  first hard frost and close it by day.
> Keep kinds apart and look through the trays every week. One rotten Bramley took forty of mine with it.

? Is there a use for crab apples? #recipes
  There are buckets of them under the avenue each October. It seems a pity to rake them up.
> Jelly, and a few in every pressing for sharpness. The bakehouse took ten kilograms last year and asked for
  more.

? Ladders or platform for the tall trees? #safety #harvest
  The insurance asks how we pick in the tall trees. We have three wooden ladders, one older than I am.
> Tripod ladders, one person up and one at the foot, and nobody above the third rung from the top. The old one
  should hang in the exhibition.

! Thank you for the harvest weekend #harvest #volunteers
  Forty-three people picked 2.8 tonnes in two days, and 1,900 bottles are in the cellar. The youngest helper
  was four, the oldest eighty-eight. It was the best weekend of my year.

? Can I take cuttings from the old quince? #quince
  I would like to have the quince from the miller's garden at home too. Does it root from cuttings or must it
  be grafted?
> Hardwood cuttings in November, as thick as a pencil and as long as a hand, two thirds in the ground. Half of
  them will take; nobody needs more than one quince.

? What flowers under apple trees without being mown away? #meadow #bees
  We mow in June and again in September. I would like to see more than grass between the trees.
> Sow yellow rattle in autumn on scratched soil. It weakens the grass, and after two years cowslips and
  knapweed come by themselves.
"""
